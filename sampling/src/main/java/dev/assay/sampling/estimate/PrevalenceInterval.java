package dev.assay.sampling.estimate;

/**
 * Interval for the prevalence of a class, with the one-hot prediction as control variate.
 *
 * <p>With g = 1 where the class was predicted, the prevalence is the share claimed plus the share
 * missed, P = mean of z (1 - g), less the share wrongly claimed, M = mean of (1 - z) g. P and M are
 * means of rare events in two parts of the pool that share no unit, so each gets gamma mid-p bounds
 * of its own ({@link GammaMidP}), combined by MOVER: the lower end is T - sqrt((P - l_P)^2 + (u_M -
 * M)^2), the upper T + sqrt((u_P - P)^2 + (M - l_M)^2). Source: Zou and Donner (2008),
 * "Construction of confidence limits about effect measures", Statistics in Medicine 27.
 *
 * <p>A class without any residual seen has T as point and the two zero-event bounds beside it; a
 * class that is never predicted has M = 0 for certain, one that is always predicted P = 0.
 */
public final class PrevalenceInterval {
  /** The name that its intervals carry. */
  public static final String NAME = "prevalence-mover";

  private PrevalenceInterval() {}

  /**
   * Interval for the mean of a class indicator z.
   *
   * @param estimate with z in {0, 1} or a share of votes, and g in {0, 1}
   * @throws InvalidInputException where a g is neither 0 nor 1
   */
  public static Interval of(DifferenceEstimate estimate, double level) {
    Require.level(level);
    DesignWeights weights = estimate.designWeights();
    double found = 0;
    double cleared = 0;
    for (int i = 0; i < weights.count(); i++) {
      double g = estimate.g(i);
      if (g != 0 && g != 1) {
        throw new InvalidInputException(
            "g[" + i + "]", "is " + g + "; give the one-hot prediction, 0 or 1");
      }
      found += estimate.z(i);
      cleared += 1 - estimate.z(i);
    }
    double floor = found / estimate.populationCount();
    double ceiling = Math.max(floor, 1 - cleared / estimate.populationCount());
    SignedGamma.Side missed =
        RareShare.side(estimate, i -> estimate.g(i) == 0, estimate::z, estimate.controlMean() < 1);
    SignedGamma.Side wrong =
        RareShare.side(
            estimate, i -> estimate.g(i) == 1, i -> 1 - estimate.z(i), estimate.controlMean() > 0);
    Interval interval = SignedGamma.of(estimate.mean(), missed, wrong, floor, ceiling, level);
    return new Interval(interval.low(), interval.high(), level, NAME);
  }
}
