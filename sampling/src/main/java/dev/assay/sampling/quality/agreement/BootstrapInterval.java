package dev.assay.sampling.quality.agreement;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.quality.Check;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * A coefficient with its interval by the Bayesian bootstrap over items (Rubin, "The Bayesian
 * bootstrap", Annals of Statistics 9, 1981): items get weights of a Dirichlet distribution, each
 * with all its votes, and the coefficient is computed anew.
 *
 * <p>Beside the items two more are weighed that nobody has seen, one on which all agree and one on
 * which no two do, each with half the weight of an item in expectation. Where an item's votes agree
 * or differ as a whole, as those of a pair do, the share that agrees then has exactly the posterior
 * of Jeffreys, Beta(x + 1/2, n - x + 1/2), which is known to cover at any n (Brown, Cai and
 * DasGupta, "Interval estimation for a binomial proportion", Statistical Science 16, 2001). So the
 * interval of three items that agree is wide, where resampling them gives one point. The classes of
 * the unseen items are those of the others. The interval always holds the coefficient itself.
 *
 * @param value the coefficient of the items themselves; NaN where it is not defined
 * @param low the lower end; NaN where the coefficient is not defined
 * @param high the upper end
 * @param items the number of items that it rests on
 */
public record BootstrapInterval(double value, double low, double high, int items) {
  /** Draws when nothing else is asked. */
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
      int items,
      ToDoubleFunction<ItemWeights> coefficient,
      double level,
      int resamples,
      long seed) {
    Check.setting(level, 0, 1, "the level");
    Check.setting(resamples, 1, 1e7, "the resamples");
    double value =
        items == 0 ? Double.NaN : coefficient.applyAsDouble(ItemWeights.once(items));
    if (Double.isNaN(value)) {
      return new BootstrapInterval(value, value, value, items);
    }
    double[] values = new double[resamples];
    for (int resample = 0; resample < resamples; resample++) {
      values[resample] =
          coefficient.applyAsDouble(ItemWeights.draw(items, new SeededStream(seed, resample)));
    }
    Arrays.sort(values);
    return new BootstrapInterval(
        value,
        Math.min(value, quantile(values, (1 - level) / 2)),
        Math.max(value, quantile(values, (1 + level) / 2)),
        items);
  }

  private static double quantile(double[] sorted, double probability) {
    double place = probability * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
