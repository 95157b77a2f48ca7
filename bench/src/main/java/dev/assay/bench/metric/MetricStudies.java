package dev.assay.bench.metric;

import dev.assay.bench.data.Examples;
import dev.assay.bench.data.Halves;
import dev.assay.bench.data.SourceFiles;
import dev.assay.bench.model.Scaling;
import dev.assay.sampling.estimate.metric.ClassBeliefs;
import dev.assay.sampling.estimate.metric.ClassTotals;
import dev.assay.sampling.estimate.metric.Confusion;
import dev.assay.sampling.estimate.metric.LabelSetBeliefs;
import dev.assay.sampling.learn.LogisticRegression;
import java.util.ArrayList;
import java.util.List;

/** The data sets of "Sample efficient model evaluation", and breast cancer beside them. */
public final class MetricStudies {
  private static final int EIGHT = 8;
  private static final int MALIGNANT = 0;
  private static final double EVEN = 0.5;

  /**
   * MNIST's pixels are in [0, 1] already; scaling rare ones to unit variance would blow them up.
   */
  private static final double MNIST_C = 0.1;

  private MetricStudies() {}

  /**
   * Whether a digit is an 8, of 8 x 8 pixels.
   *
   * @param aims at least one
   */
  public static MetricStudy digits8(SourceFiles files, List<Aim> aims, long seed) {
    Examples all = files.digits().against(EIGHT);
    return new MetricStudy(
        "digits-8",
        half(all),
        new int[] {60, 100, 200},
        split -> binary(all, true, LogisticRegression.DEFAULT_C, aims, seed + split));
  }

  /** Whether a digit is an 8, of 28 x 28 pixels; parameters as for {@link #digits8}. */
  public static MetricStudy mnist8(SourceFiles files, List<Aim> aims, long seed) {
    Examples all = files.mnist().against(EIGHT);
    return new MetricStudy(
        "mnist-8",
        half(all),
        new int[] {100, 250, 500, 1000},
        split -> binary(all, false, MNIST_C, aims, seed + split));
  }

  /** Whether a tumour is malignant; parameters as for {@link #digits8}. */
  public static MetricStudy breastCancer(SourceFiles files, List<Aim> aims, long seed) {
    Examples all = files.breastCancer().against(MALIGNANT);
    return new MetricStudy(
        "breast-cancer",
        half(all),
        new int[] {30, 50, 100},
        split -> binary(all, true, LogisticRegression.DEFAULT_C, aims, seed + split));
  }

  /** {@link ToxicComments}: a split is another table; parameters as for {@link #digits8}. */
  public static MetricStudy toxicLike(List<Aim> aims, long seed) {
    return new MetricStudy(
        "toxic-like",
        ToxicComments.ITEMS,
        new int[] {60, 120, 240},
        split -> {
          ToxicComments table = new ToxicComments(seed + split);
          boolean[][] predicted = new boolean[ToxicComments.ITEMS][ToxicComments.LABELS];
          double[] keys = new double[predicted.length];
          for (int i = 0; i < predicted.length; i++) {
            for (int k = 0; k < predicted[i].length; k++) {
              predicted[i][k] = table.probabilities()[i][k] > EVEN;
              keys[i] += table.probabilities()[i][k];
            }
          }
          MetricPool pool =
              new MetricPool(
                  aims.get(0),
                  ClassTotals.rows(table.labels(), predicted),
                  new LabelSetBeliefs(table.probabilities(), predicted),
                  items -> labelSets(table, predicted, items),
                  keys);
          return each(pool, aims);
        });
  }

  private static int half(Examples all) {
    return (all.size() + 1) / 2;
  }

  private static LabelSetBeliefs labelSets(
      ToxicComments table, boolean[][] predicted, int[] items) {
    double[][] probabilities = new double[items.length][];
    boolean[][] claimed = new boolean[items.length][];
    for (int k = 0; k < items.length; k++) {
      probabilities[k] = table.probabilities()[items[k]];
      claimed[k] = predicted[items[k]];
    }
    return new LabelSetBeliefs(probabilities, claimed);
  }

  private static List<MetricPool> binary(
      Examples all, boolean scaled, double c, List<Aim> aims, long seed) {
    Halves halves = Halves.stratified(all.labels(), all.classCount(), seed);
    Examples half = all.of(halves.training());
    Examples other = all.of(halves.pool());
    Scaling scaling = Scaling.of(half.features());
    double[][] training = scaled ? scaling.apply(half.features()) : half.features();
    double[][] pool = scaled ? scaling.apply(other.features()) : other.features();
    double[][] probabilities =
        new Examples(training, half.labels(), 2).logistic(c).probabilities(pool);
    double[] positive = new double[probabilities.length];
    boolean[] predicted = new boolean[positive.length];
    boolean[] actual = new boolean[positive.length];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = probabilities[i][1];
      predicted[i] = positive[i] > EVEN;
      actual[i] = other.labels()[i] == 1;
    }
    ClassBeliefs beliefs = ClassBeliefs.binary(positive, predicted);
    return each(
        new MetricPool(
            aims.get(0), Confusion.rows(actual, predicted), beliefs, beliefs::of, positive),
        aims);
  }

  private static List<MetricPool> each(MetricPool pool, List<Aim> aims) {
    List<MetricPool> pools = new ArrayList<>();
    for (Aim aim : aims) {
      pools.add(pool.with(aim));
    }
    return pools;
  }
}
