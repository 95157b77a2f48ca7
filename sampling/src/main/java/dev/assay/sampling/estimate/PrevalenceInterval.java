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
    LabelWeights weights = estimate.labelWeights();
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
    RareEvents missed = RareEvents.in(estimate, 0);
    RareEvents wrong = RareEvents.in(estimate, 1);
    double tail = (1 - level) / 2;
    double fall = StrictMath.hypot(missed.below(tail), wrong.above(tail));
    double rise = StrictMath.hypot(missed.above(tail), wrong.below(tail));
    double floor = found / weights.populationCount;
    double ceiling = Math.max(floor, 1 - cleared / weights.populationCount);
    double low = Math.min(Math.max(estimate.mean() - fall, floor), ceiling);
    double high = Math.min(Math.max(estimate.mean() + rise, low), ceiling);
    return new Interval(low, high, level, NAME);
  }

  /** The units where the prediction and the label differ, on one side of the prediction. */
  private record RareEvents(double sum, GammaBounds bounds) {
    static RareEvents in(DifferenceEstimate estimate, int side) {
      LabelWeights weights = estimate.labelWeights();
      double count = weights.populationCount;
      double sum = 0;
      double variance = 0;
      double squares = 0;
      double mass = 0;
      for (int i = 0; i < weights.count(); i++) {
        if (estimate.g(i) == side) {
          double event = Math.abs(estimate.z(i) - side);
          double jump = weights.jump(i) / count;
          sum += jump * event;
          variance += weights.varianceTerm(i, event, event);
          double units = weights.residual(i) * (1 - weights.pi[i]);
          squares += units * jump * jump;
          mass += units;
        }
      }
      boolean possible = side == 0 ? estimate.controlMean() < 1 : estimate.controlMean() > 0;
      double typical = possible ? weights.typicalJump * weights.typicalJump : 0;
      double jumpSquare = mass > 0 ? squares / mass : typical;
      return new RareEvents(sum, new GammaBounds(sum, variance / (count * count), jumpSquare));
    }

    double below(double tail) {
      return sum - bounds.lower(tail);
    }

    double above(double tail) {
      return bounds.upper(tail) - sum;
    }
  }
}
