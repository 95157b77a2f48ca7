package dev.assay.app.demo.compare;

import dev.assay.app.demo.Split;
import dev.assay.datasets.Dataset;
import dev.assay.datasets.Datasets;
import dev.assay.datasets.IdxDataset;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.learn.LogisticRegression;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a learner is to learn: a pool whose labels can be bought, and items that it is tested on.
 *
 * @param features of all items, scaled
 * @param classes of all items
 * @param pool items, at most {@link #MAX_POOL}
 * @param heldOut items, at most {@link #MAX_HELD_OUT}
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
record LearningTask(double[][] features, int[] classes, int classCount, int[] pool, int[] heldOut) {
  /** Items whose labels can be bought, at most. */
  static final int MAX_POOL = 2000;

  /** Items that the learner is tested on, at most. */
  static final int MAX_HELD_OUT = 1000;

  private static final double TOLERANCE = .01;

  private static final int CUT_STREAM = 1;

  /** The task of a data set and a seed, which splits it. */
  static LearningTask of(Dataset dataset, double[][] scaled, long seed) {
    Split split = Split.stratified(dataset, seed);
    SeededStream cut = new SeededStream(seed, CUT_STREAM);
    return new LearningTask(
        scaled,
        dataset.classes(),
        dataset.classNames().size(),
        some(split.pool(), MAX_POOL, cut),
        some(split.heldOut(), MAX_HELD_OUT, cut));
  }

  private static int[] some(int[] items, int most, SeededStream random) {
    if (items.length <= most) {
      return items;
    }
    int[] shuffled = items.clone();
    random.shuffle(shuffled);
    int[] some = Arrays.copyOf(shuffled, most);
    Arrays.sort(some);
    return some;
  }

  /**
   * Features that a penalty and distances can take: pixels over the greatest one, other numbers
   * with mean 0 and deviation 1 each.
   */
  static double[][] scaled(Dataset dataset) {
    boolean isImages =
        dataset.name().equals(Datasets.DIGITS) || dataset.name().equals(IdxDataset.NAME);
    return isImages ? overGreatest(dataset.features()) : standardised(dataset.features());
  }

  private static double[][] overGreatest(double[][] rows) {
    double greatest =
        Arrays.stream(rows).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(1);
    double[][] scaled = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      scaled[i] = Arrays.stream(rows[i]).map(value -> value / greatest).toArray();
    }
    return scaled;
  }

  private static double[][] standardised(double[][] rows) {
    double[][] scaled = new double[rows.length][rows[0].length];
    for (int d = 0; d < rows[0].length; d++) {
      double mean = 0;
      for (double[] row : rows) {
        mean += row[d] / rows.length;
      }
      double variance = 0;
      for (double[] row : rows) {
        variance += (row[d] - mean) * (row[d] - mean) / rows.length;
      }
      double deviation = Math.sqrt(variance);
      for (int i = 0; i < rows.length; i++) {
        scaled[i][d] = deviation > 0 ? (rows[i][d] - mean) / deviation : 0;
      }
    }
    return scaled;
  }

  /**
   * A logistic regression of some items.
   *
   * @param c inverse strength of its penalty
   * @param start where its training starts
   */
  LogisticRegression learner(int[] items, double c, @Nullable LogisticRegression start) {
    double[][] rows = new double[items.length][];
    int[] answers = new int[items.length];
    for (int i = 0; i < items.length; i++) {
      rows[i] = features[items[i]];
      answers[i] = classes[items[i]];
    }
    return LogisticRegression.train(rows, answers, classCount, c, start, TOLERANCE);
  }

  /** The share of the held-out items that a learner is right on. */
  double accuracy(LogisticRegression learner) {
    double[] p = new double[classCount];
    int right = 0;
    for (int item : heldOut) {
      learner.probabilities(features[item], p);
      right += greatest(p) == classes[item] ? 1 : 0;
    }
    return (double) right / heldOut.length;
  }

  /** The most probable class; among equals the first. */
  static int greatest(double[] p) {
    int greatest = 0;
    for (int k = 1; k < p.length; k++) {
      greatest = p[k] > p[greatest] ? k : greatest;
    }
    return greatest;
  }
}
