package dev.assay.sampling.quality.agreement;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.quality.Check;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A coefficient with its interval by the Bayesian bootstrap over items (Rubin, "The Bayesian
 * bootstrap", Annals of Statistics 9, 1981): items get weights of a Dirichlet distribution, each
 * with all its votes, and the coefficient is computed anew.
 *
 * <p>Beside the items one more is weighed that nobody has seen. For the lower end of the interval
 * no two of its votes agree, and for the upper end all do; its classes are those of the others.
 * Where an item's votes agree or differ as a whole, as those of a pair do, the ends for the share
 * that agrees then are exactly those of Clopper and Pearson ("The use of confidence or fiducial
 * limits illustrated in the case of the binomial", Biometrika 26, 1934), the quantiles of Beta(x, n
 * - x + 1) and Beta(x + 1, n - x), which cover at any n. So the interval of three items that agree
 * is wide, where resampling them gives one point. The interval always holds the coefficient itself.
 *
 * @param value the coefficient of the items themselves; NaN where it is not defined
 * @param low the lower end; NaN where the coefficient is not defined
 * @param high the upper end
 * @param items the number of items that it rests on
 */
public record BootstrapInterval(double value, double low, double high, int items) {
  /** No coefficient is below this, though weighing items anew can bring a draw there. */
  private static final double LEAST = -1;

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
    double value = items == 0 ? Double.NaN : coefficient.applyAsDouble(ItemWeights.once(items));
    if (Double.isNaN(value)) {
      return new BootstrapInterval(value, value, value, items);
    }
    double[] lower = new double[resamples];
    double[] upper = new double[resamples];
    IntStream.range(0, resamples)
        .parallel()
        .forEach(
            draw -> {
              ItemWeights weights = ItemWeights.draw(items, new SeededStream(seed, draw));
              lower[draw] = coefficient.applyAsDouble(weights);
              upper[draw] = coefficient.applyAsDouble(weights.agreeingInstead());
            });
    Arrays.sort(lower);
    Arrays.sort(upper);
    double low = quantile(lower, (1 - level) / 2);
    double high = quantile(upper, (1 + level) / 2);
    return new BootstrapInterval(
        value, Math.min(value, Math.max(LEAST, low)), Math.max(value, high), items);
  }

  private static double quantile(double[] sorted, double probability) {
    double place = probability * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
