package dev.assay.sampling.estimate.variance;

import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.Require;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * The generalised bootstrap for samples with unequal probabilities.
 *
 * <p>A replicate multiplies each weight by 1 + sqrt(1 - pi) e, where e is a standard exponential
 * less 1, centred and scaled over the sample: totals of the replicates then have Deville's
 * variance, certain units keep their weight, and any smooth statistic of the weights inherits both.
 * Source: Beaumont and Patak (2012), "On the generalized bootstrap for sample surveys with special
 * attention to Poisson sampling", International Statistical Review 80.
 */
public final class PpsBootstrap {
  /** Replicates that the variance is known to some 5 % with. */
  public static final int DEFAULT_REPLICATES = 1000;

  private PpsBootstrap() {}

  /**
   * The statistic's replicates, in the order drawn.
   *
   * @param statistic of the weights, one for each label
   * @param replicates at least 2
   * @param seed two calls with one seed give the same replicates
   */
  public static double[] replicates(
      double[] inclusionProbability,
      ToDoubleFunction<double[]> statistic,
      int replicates,
      long seed) {
    Require.anyLabel(inclusionProbability.length);
    Require.inclusionProbabilities(inclusionProbability);
    if (replicates < 2) {
      throw new InvalidInputException("replicates", "is " + replicates + "; give at least 2");
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] result = new double[replicates];
    for (int b = 0; b < replicates; b++) {
      result[b] = statistic.applyAsDouble(weights(inclusionProbability, random));
    }
    return result;
  }

  /** The variance of {@link #replicates} about their mean. */
  public static double variance(
      double[] inclusionProbability,
      ToDoubleFunction<double[]> statistic,
      int replicates,
      long seed) {
    double[] values = replicates(inclusionProbability, statistic, replicates, seed);
    double mean = 0;
    for (double value : values) {
      mean += value / replicates;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Require.noOverflow("the bootstrap variance", squares / (replicates - 1));
  }

  /*
   * With u_i = sqrt(1 - pi_i) and e_i of mean 0 and variance 1, sum_i y_i/pi_i (u_i e_i - u_i^2
   * sum(u e)/sum(u^2)) equals sum_i u_i e_i (y_i/pi_i - A), whose variance is Deville's sum.
   */
  private static double[] weights(double[] pi, SplittableRandom random) {
    double[] shocks = new double[pi.length];
    double slack = 0;
    double squares = 0;
    double center = 0;
    for (int i = 0; i < pi.length; i++) {
      double variance = 1 - pi[i];
      shocks[i] = StrictMath.sqrt(variance) * (-StrictMath.log1p(-random.nextDouble()) - 1);
      slack += variance;
      squares += variance * variance;
      center += shocks[i];
    }
    // A single uncertain unit has nothing to be centred by: its replicates vary as under Poisson.
    double freedom = slack > 0 ? 1 - squares / (slack * slack) : 0;
    boolean centred = freedom > 1e-12;
    double scale = centred ? 1 / StrictMath.sqrt(freedom) : 1;
    double[] weights = new double[pi.length];
    for (int i = 0; i < pi.length; i++) {
      double step = centred ? shocks[i] - (1 - pi[i]) * center / slack : shocks[i];
      weights[i] = (1 + scale * step) / pi[i];
    }
    return weights;
  }
}
