package dev.assay.sampling.estimate.metric;

import dev.assay.sampling.estimate.DesignWeights;
import dev.assay.sampling.estimate.Interval;
import dev.assay.sampling.estimate.Require;
import dev.assay.sampling.estimate.SignedGamma;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A metric at the labels' weighted totals, with what each label adds to it to first order (its
 * influence) and what it could have added: enough for a variance, an interval, and the same of the
 * difference of two metrics of the same labels. Immutable.
 *
 * <p>The delta method, as {@link DifferenceOfTotals} has it, for metrics that are no function of a
 * few totals as well: the area under a curve of ranks is one. The interval is {@link SignedGamma}
 * of the influences. Where every label agrees with the model all influences are 0; the interval
 * then rests on what the labels could have been.
 */
public final class FirstOrder {
  private final String name;
  private final Range range;
  private final double value;
  private final double[] influence;
  private final IntFunction<ResidualMoments> believed;

  /** Both set where the labels have outcomes. */
  private final Outcomes outcomes;

  private final Outcomes.Contribution contribution;

  private static final Outcomes NO_OUTCOMES = new Outcomes(new int[0], new double[0][]);

  /** The values that a metric can have. */
  public record Range(double least, double greatest) {
    /** From 0 to 1. */
    public static final Range SHARE = new Range(0, 1);

    /** From 0 on. */
    public static final Range NOT_NEGATIVE = new Range(0, Double.POSITIVE_INFINITY);

    double clip(double value) {
      return Math.min(Math.max(value, least), greatest);
    }

    private Range minus(Range other) {
      return new Range(least - other.greatest, greatest - other.least);
    }
  }

  private FirstOrder(
      String name,
      Range range,
      double value,
      double[] influence,
      IntFunction<ResidualMoments> believed,
      Outcomes outcomes,
      Outcomes.Contribution contribution) {
    this.name = name;
    this.range = range;
    this.value = value;
    this.influence = influence;
    this.believed = believed;
    this.outcomes = outcomes;
    this.contribution = contribution;
  }

  /** A metric whose labels have outcomes, by what each adds with each outcome. */
  public static FirstOrder of(
      String name,
      Range range,
      double value,
      Outcomes outcomes,
      Outcomes.Contribution contribution) {
    double[] influence = new double[outcomes.count()];
    for (int i = 0; i < influence.length; i++) {
      influence[i] = contribution.of(i, outcomes.outcome(i));
    }
    return new FirstOrder(
        name,
        range,
        value,
        influence,
        i -> outcomes.moments(i, contribution),
        outcomes,
        contribution);
  }

  /**
   * A function of totals.
   *
   * @param sample without beliefs
   * @param believed of the same labels: what their rows could have been
   */
  public static FirstOrder of(Metric metric, MetricSample sample, ItemBeliefs believed) {
    Linearisation line = Linearisation.of(metric, sample, false);
    ItemBeliefs flat = believed.flattened(Outcomes.FLATTENED_SHARE);
    return new FirstOrder(
        metric.name(),
        new Range(metric.least(), metric.greatest()),
        line.value(),
        line.residual(),
        i -> flat.residual(i, line.gradient()),
        NO_OUTCOMES,
        (i, k) -> 0);
  }

  /**
   * The weighted mean of values that depend on the outcome.
   *
   * @param values of an item with an outcome
   */
  public static FirstOrder ofMean(
      String name,
      Range range,
      Outcomes outcomes,
      Outcomes.Contribution values,
      DesignWeights weights) {
    Require.sameLength("outcomes", outcomes.count(), weights.count());
    Require.anyLabel(weights.count());
    double sum = 0;
    double total = 0;
    for (int i = 0; i < weights.count(); i++) {
      total += weights.total(i);
      sum += weights.total(i) * values.of(i, outcomes.outcome(i));
    }
    double mean = sum / total;
    double scale = total;
    return of(name, range, mean, outcomes, (i, k) -> (values.of(i, k) - mean) / scale);
  }

  /**
   * The weighted mean of values of which nothing else is believed: one more would differ from the
   * mean as those do that were seen.
   */
  public static FirstOrder ofValues(
      String name, Range range, double[] values, DesignWeights weights) {
    Require.sameLength("values", values.length, weights.count());
    Require.anyLabel(values.length);
    double sum = 0;
    double total = 0;
    for (int i = 0; i < values.length; i++) {
      total += weights.total(i);
      sum += weights.total(i) * values[i];
    }
    double mean = sum / total;
    double[] influence = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      influence[i] = (values[i] - mean) / total;
    }
    return new FirstOrder(
        name,
        range,
        mean,
        influence,
        i -> ResidualMoments.ofSize(Math.abs(influence[i])),
        NO_OUTCOMES,
        (i, k) -> 0);
  }

  /** The plain average of metrics of the same labels, at least one. */
  public static FirstOrder average(String name, List<FirstOrder> parts) {
    FirstOrder first = parts.get(0);
    double count = parts.size();
    double value = 0;
    double[] influence = new double[first.influence.length];
    for (FirstOrder part : parts) {
      Require.sameLength("parts", part.influence.length, influence.length);
      value += part.value() / count;
      for (int i = 0; i < influence.length; i++) {
        influence[i] += part.influence[i] / count;
      }
    }
    if (parts.stream().allMatch(part -> part.outcomes == first.outcomes && part.hasOutcomes())) {
      return of(
          name,
          first.range,
          value,
          first.outcomes,
          (i, k) -> {
            double sum = 0;
            for (FirstOrder part : parts) {
              sum += part.contribution.of(i, k);
            }
            return sum / count;
          });
    }
    return new FirstOrder(
        name,
        first.range,
        value,
        influence,
        i -> {
          ResidualMoments sum = ResidualMoments.NONE;
          for (FirstOrder part : parts) {
            sum = sum.plus(part.believed.apply(i).times(1 / count));
          }
          return sum;
        },
        NO_OUTCOMES,
        (i, k) -> 0);
  }

  private boolean hasOutcomes() {
    return outcomes.count() == influence.length;
  }

  /** The metric's name. */
  public String name() {
    return name;
  }

  /** The estimate, in the metric's range. */
  public double value() {
    return range.clip(value);
  }

  /** What label i adds to the metric for each unit that it stands for. */
  public double influence(int i) {
    return influence[i];
  }

  /** The estimated variance: the design's, of the influences. */
  public double variance(DesignWeights weights) {
    return weights.varianceOfTotal(influence, influence);
  }

  /** The interval. */
  public Interval interval(DesignWeights weights, double level) {
    Require.sameLength("weights", weights.count(), influence.length);
    SignedSides sides = new SignedSides(weights);
    for (int i = 0; i < influence.length; i++) {
      sides.add(i, influence[i], believed.apply(i));
    }
    return SignedGamma.of(value(), sides.up(), sides.down(), range.least, range.greatest, level);
  }

  /**
   * This metric less another of the same labels: they vary together, and what they share does not
   * count.
   */
  public FirstOrder minus(FirstOrder other) {
    Require.sameLength("other", other.influence.length, influence.length);
    String difference = name + "-difference";
    Range both = range.minus(other.range);
    if (hasOutcomes() && other.hasOutcomes()) {
      return of(
          difference,
          both,
          value() - other.value(),
          outcomes,
          (i, k) -> contribution.of(i, k) - other.contribution.of(i, k));
    }
    double[] rest = new double[influence.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = influence[i] - other.influence[i];
    }
    return new FirstOrder(
        difference,
        both,
        value() - other.value(),
        rest,
        i -> believed.apply(i).plus(other.believed.apply(i).times(-1)),
        NO_OUTCOMES,
        (i, k) -> 0);
  }
}
