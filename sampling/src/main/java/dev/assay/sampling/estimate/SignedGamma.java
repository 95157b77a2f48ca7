package dev.assay.sampling.estimate;

/**
 * Interval for an estimate whose error is a weighted sum of residuals of either sign, few of them
 * large.
 *
 * <p>The positive residuals' weighted sum P and the negative ones' M each get gamma mid-p bounds;
 * MOVER combines them, lower end T - sqrt((P - l_P)^2 + (u_M - M)^2). Sources as of {@link
 * GammaMidP}, and Zou and Donner (2008), "Construction of confidence limits about effect measures",
 * Statistics in Medicine 27.
 */
public final class SignedGamma {
  /** The name that its intervals carry. */
  public static final String NAME = "signed-gamma";

  private SignedGamma() {}

  /**
   * One side: what was seen of it, and how one more residual would weigh.
   *
   * @param sum sum of |r|/pi over the residuals of this sign with pi below 1
   * @param variance sum of (1 - pi) (r/pi)^2 over them
   * @param jumpSquare the square of the weight of one more of them
   */
  public record Side(double sum, double variance, double jumpSquare) {
    public Side {
      Require.noOverflow("a sum of residuals", sum);
      Require.noOverflow("a variance of residuals", variance);
      Require.noOverflow("a residual's weight", jumpSquare);
    }

    /** How far the true sum may lie below this one, with probability 1 - tail. */
    public double below(double tail) {
      return sum - new GammaBounds(sum, variance, jumpSquare).lower(tail);
    }

    /** How far the true sum may lie above this one, with probability 1 - tail. */
    public double above(double tail) {
      return new GammaBounds(sum, variance, jumpSquare).upper(tail) - sum;
    }
  }

  /** The interval about the estimate, cut to [least, greatest]. */
  public static Interval of(
      double estimate, Side positive, Side negative, double least, double greatest, double level) {
    Require.level(level);
    double tail = (1 - level) / 2;
    double fall = StrictMath.hypot(positive.below(tail), negative.above(tail));
    double rise = StrictMath.hypot(positive.above(tail), negative.below(tail));
    double low = Math.min(Math.max(estimate - fall, least), greatest);
    double high = Math.min(Math.max(estimate + rise, low), greatest);
    return new Interval(low, high, level, NAME);
  }
}
