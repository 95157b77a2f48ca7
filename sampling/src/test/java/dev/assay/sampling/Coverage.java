package dev.assay.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.estimate.Interval;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * How often the intervals of an estimate held the truth over repeated draws, and how wide they
 * were: an interval of [0, 1] holds it always and says nothing.
 */
public final class Coverage {
  /** What chance alone exceeds once in 30,000 times, in standard errors. */
  private static final double Z_LIMIT = 4;

  private final double truth;
  private final double level;
  private int draws;
  private int held;
  private double widths;
  private double errors;
  private double squares;

  public Coverage(double truth, double level) {
    this.truth = truth;
    this.level = level;
  }

  public void add(double estimate, Interval interval) {
    double error = estimate - truth;
    draws++;
    // What is certain is a point, right up to rounding.
    held += interval.low() - 1e-12 <= truth && truth <= interval.high() + 1e-12 ? 1 : 0;
    widths += interval.width();
    errors += error;
    squares += error * error;
  }

  /** Asserts that the truth was held as often as the level says. */
  public void assertHeld(String name) {
    assertThat((double) held / draws)
        .as("%s: coverage at %s", name, level)
        .isGreaterThan(level - Z_LIMIT * StrictMath.sqrt(level * (1 - level) / draws));
  }

  /** Asserts that the truth was held with a probability in this range, but for chance. */
  public void assertBetween(String name, double least, double greatest) {
    assertThat((double) held / draws)
        .as("%s: coverage at %s", name, level)
        .isBetween(
            least - Z_LIMIT * StrictMath.sqrt(least * (1 - least) / draws),
            greatest + Z_LIMIT * StrictMath.sqrt(greatest * (1 - greatest) / draws));
  }

  /**
   * Asserts that the intervals are those of a coverage of at most {@code greatest}: that they held
   * the truth no more often, and that their mean width is at most that of the normal interval of
   * that coverage around an estimate with the deviation that was seen.
   */
  public void assertNormalWidth(String name, double greatest) {
    assertThat((double) held / draws)
        .as("%s: coverage", name)
        .isLessThan(greatest + Z_LIMIT * StrictMath.sqrt(greatest * (1 - greatest) / draws));
    double quantile = new NormalDistribution().inverseCumulativeProbability((1 + greatest) / 2);
    assertMeanWidth(name, 2 * quantile * deviation() * (1 + ofDeviation()));
  }

  /**
   * Asserts that the mean width is at most that of the exact interval of Garwood (1936) of a
   * Poisson count with the mean and the deviation that were seen, for an estimate of a rare share.
   */
  public void assertPoissonWidth(String name) {
    double mean = truth + errors / draws;
    double events = mean * mean / (deviation() * deviation());
    assertMeanWidth(name, mean / events * exactWidth(events, level) * (1 + ofDeviation()));
  }

  /** Asserts that the mean width is at most the given one. */
  public void assertMeanWidth(String name, double greatest) {
    assertThat(widths / draws).as("%s: mean width", name).isLessThanOrEqualTo(greatest);
  }

  /** The expected width of the exact interval of the mean of a Poisson count. */
  public static double exactWidth(double events, double level) {
    double width = 0;
    double mass = StrictMath.exp(-events);
    for (int k = 0; k < events + 12 * StrictMath.sqrt(events) + 20; k++) {
      width += mass * (upper(k, level) - lower(k, level));
      mass *= events / (k + 1);
    }
    return width;
  }

  /** The exact lower bound of the mean of a Poisson count of k. */
  public static double lower(int k, double level) {
    return k == 0
        ? 0
        : new GammaDistribution(null, k, 1).inverseCumulativeProbability((1 - level) / 2);
  }

  /** The exact upper bound of the mean of a Poisson count of k. */
  public static double upper(int k, double level) {
    return new GammaDistribution(null, k + 1, 1).inverseCumulativeProbability((1 + level) / 2);
  }

  private double deviation() {
    return StrictMath.sqrt(squares / draws - errors / draws * (errors / draws));
  }

  /** By how much the deviation that was seen may be off, as a share of it. */
  private double ofDeviation() {
    return Z_LIMIT / StrictMath.sqrt(2.0 * draws);
  }
}
