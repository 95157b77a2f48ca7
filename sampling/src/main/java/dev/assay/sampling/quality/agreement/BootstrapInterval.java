package dev.assay.sampling.quality.agreement;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.quality.Check;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * A coefficient with its percentile bootstrap interval over items (Efron and Tibshirani, "An
 * introduction to the bootstrap", 1993, chapter 13): items are drawn again with replacement, each
 * with all its votes, and the coefficient is computed anew.
 *
 * @param value the coefficient of the items themselves
 * @param low the lower end; NaN where the coefficient is not defined on most resamples
 * @param high the upper end
 * @param items the number of items that it rests on
 */
public record BootstrapInterval(double value, double low, double high, int items) {
  /** Resamples when nothing else is asked. */
  public static final int DEFAULT_RESAMPLES = 1000;

  /** The interval of a coefficient of agreement among any number of annotators. */
  public static BootstrapInterval of(
      Coincidences items, Agreement coefficient, double level, int resamples, long seed) {
    return of(items.itemCount(), drawn -> coefficient.of(items, drawn), level, resamples, seed);
  }

  /** The interval of Cohen's kappa of a pair. */
  public static BootstrapInterval of(
      PairVotes pair, PairVotes.Weighting weighting, double level, int resamples, long seed) {
    return of(pair.itemCount(), drawn -> pair.kappa(weighting, drawn), level, resamples, seed);
  }

  private static BootstrapInterval of(
      int items, ToDoubleFunction<int[]> coefficient, double level, int resamples, long seed) {
    Check.setting(level, 0, 1, "the level");
    Check.setting(resamples, 1, 1e7, "the resamples");
    int[] drawn = new int[items];
    Arrays.setAll(drawn, item -> item);
    double value = items == 0 ? Double.NaN : coefficient.applyAsDouble(drawn);
    double[] values = new double[resamples];
    int defined = 0;
    for (int resample = 0; items > 0 && resample < resamples; resample++) {
      SeededStream random = new SeededStream(seed, resample);
      Arrays.setAll(drawn, item -> random.nextBelow(items));
      double one = coefficient.applyAsDouble(drawn);
      if (!Double.isNaN(one)) {
        values[defined++] = one;
      }
    }
    if (2 * defined < resamples) {
      return new BootstrapInterval(value, Double.NaN, Double.NaN, items);
    }
    Arrays.sort(values, 0, defined);
    return new BootstrapInterval(
        value,
        quantile(values, defined, (1 - level) / 2),
        quantile(values, defined, (1 + level) / 2),
        items);
  }

  private static double quantile(double[] sorted, int count, double probability) {
    double place = probability * (count - 1);
    int below = (int) place;
    int above = Math.min(count - 1, below + 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
