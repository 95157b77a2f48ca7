package dev.assay.app.demo.compare;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.estimate.numeric.StudentLaw;
import java.util.Arrays;

/**
 * What a strategy needs and gains.
 *
 * @param labels after which the mean curve reaches the wanted part of the full accuracy; infinite
 *     where it does not
 * @param low of the interval of {@code labels}
 * @param high of that interval, infinite where it does not end within what was bought
 * @param gain the mean accuracy over all batches, over that of random labels
 * @param margin of the interval of {@code gain} to either side
 */
public record LabelsNeeded(double labels, double low, double high, double gain, double margin) {
  /** The wanted part of the accuracy with all labels. */
  public static final double SHARE = .95;

  /** The level of both intervals. */
  public static final double LEVEL = .9;

  private static final int RESAMPLES = 1000;
  private static final long SEED = 1;

  /**
   * By a strategy. The interval of the labels is by resampling of the seeds (percentile bootstrap,
   * Efron 1979), that of the gain Student's over the seeds' differences from random labels.
   *
   * @param place of the strategy in the comparison
   */
  public static LabelsNeeded of(Comparison comparison, int place) {
    double[][] curves = comparison.curves().get(place).accuracies();
    double[][] random = comparison.curves().get(0).accuracies();
    int[] seeds = new int[curves.length];
    Arrays.setAll(seeds, s -> s);
    double[] resampled = new double[RESAMPLES];
    SeededStream stream = new SeededStream(SEED);
    for (int r = 0; r < RESAMPLES; r++) {
      int[] drawn = new int[seeds.length];
      Arrays.setAll(drawn, s -> stream.nextBelow(seeds.length));
      resampled[r] = reached(comparison, curves, drawn);
    }
    Arrays.sort(resampled);
    double[] gains = new double[seeds.length];
    for (int s = 0; s < gains.length; s++) {
      gains[s] = mean(curves[s]) - mean(random[s]);
    }
    int tail = (int) Math.round((1 - LEVEL) / 2 * RESAMPLES);
    return new LabelsNeeded(
        reached(comparison, curves, seeds),
        resampled[tail],
        resampled[RESAMPLES - 1 - tail],
        mean(gains),
        margin(gains));
  }

  private static double reached(Comparison comparison, double[][] curves, int[] seeds) {
    for (int t = 0; t < comparison.labels().length; t++) {
      double accuracy = 0;
      double full = 0;
      for (int seed : seeds) {
        accuracy += curves[seed][t];
        full += comparison.full()[seed];
      }
      if (accuracy >= SHARE * full) {
        return comparison.labels()[t];
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  private static double margin(double[] gains) {
    double mean = mean(gains);
    double squares = Arrays.stream(gains).map(gain -> (gain - mean) * (gain - mean)).sum();
    double error = Math.sqrt(squares / (gains.length - 1) / gains.length);
    return error * StudentLaw.criticalValue(LEVEL, gains.length - 1.0);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }
}
