package dev.assay.server.pool;

import dev.assay.v1.LabelSchema;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One dimension of a partition of the pool. */
sealed interface StratumCut {

  /** The item's part of its stratum's name, "dimension=value". */
  String part(Map<String, String> attributes, int ordinal, @Nullable ScoreColumns scores);

  /** Whether the part depends on the item's attributes. */
  boolean readsAttributes();

  /** Cuts by the values of an attribute. */
  record ByAttribute(String attribute) implements StratumCut {
    @Override
    public boolean readsAttributes() {
      return true;
    }

    @Override
    public String part(Map<String, String> attributes, int ordinal, @Nullable ScoreColumns scores) {
      String value = attributes.get(attribute);
      return StratumNames.escape(attribute)
          + "="
          + (value == null ? StratumNames.MISSING : StratumNames.escape(value));
    }
  }

  /** Cuts by the most probable class. */
  record ByPredictedClass(LabelSchema schema) implements StratumCut {
    @Override
    public boolean readsAttributes() {
      return false;
    }

    @Override
    public String part(Map<String, String> attributes, int ordinal, @Nullable ScoreColumns scores) {
      int predicted = scores == null ? -1 : scores.predictedClass(ordinal);
      return StratumNames.PREDICTED
          + (predicted < 0
              ? StratumNames.MISSING
              : StratumNames.escape(schema.getClassNames(predicted)));
    }
  }

  /** Cuts by the cluster of the embedding. */
  record ByCluster(ClusterColumn clusters) implements StratumCut {
    @Override
    public boolean readsAttributes() {
      return false;
    }

    @Override
    public String part(Map<String, String> attributes, int ordinal, @Nullable ScoreColumns scores) {
      int cluster = clusters.of(ordinal);
      return "cluster=" + (cluster == 0 ? StratumNames.MISSING : cluster);
    }
  }

  /** Cuts by the quantiles of a number, as "name=q1of4". */
  record ByQuantile(Source source, QuantileCuts cuts, int binCount) implements StratumCut {
    @Override
    public boolean readsAttributes() {
      return source instanceof NumericAttribute;
    }

    @Override
    public String part(Map<String, String> attributes, int ordinal, @Nullable ScoreColumns scores) {
      double value = source.value(attributes, ordinal, scores);
      return source.name()
          + "="
          + (Double.isNaN(value)
              ? StratumNames.MISSING
              : "q" + cuts.binOf(value) + "of" + binCount);
    }
  }

  /** Where the number comes from that quantiles are taken of. */
  sealed interface Source {
    /** The dimension's name. */
    String name();

    /** The item's number; NaN where it has none. */
    double value(Map<String, String> attributes, int ordinal, @Nullable ScoreColumns scores);
  }

  /** The largest class probability. */
  record Confidence() implements Source {
    @Override
    public String name() {
      return "confidence";
    }

    @Override
    public double value(
        Map<String, String> attributes, int ordinal, @Nullable ScoreColumns scores) {
      return scores == null || !scores.has(ordinal)
          ? Double.NaN
          : scores.probability(ordinal, scores.predictedClass(ordinal));
    }
  }

  /** An attribute that holds a decimal number; other texts count as missing. */
  record NumericAttribute(String attribute) implements Source {
    private static final Pattern DECIMAL =
        Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

    @Override
    public String name() {
      return StratumNames.escape(attribute);
    }

    @Override
    public double value(
        Map<String, String> attributes, int ordinal, @Nullable ScoreColumns scores) {
      String text = attributes.get(attribute);
      if (text == null || !DECIMAL.matcher(text).matches()) {
        return Double.NaN;
      }
      double value = Double.parseDouble(text);
      return Double.isInfinite(value) ? Double.NaN : value;
    }
  }
}
