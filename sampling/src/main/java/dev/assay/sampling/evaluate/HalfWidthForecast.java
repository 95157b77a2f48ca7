package dev.assay.sampling.evaluate;

import dev.assay.sampling.Require;
import dev.assay.sampling.estimate.numeric.NormalLaw;

/**
 * How sure an evaluation will be, before a label is bought: the anticipated variance of its
 * estimator,
 *
 * <pre>AV = (1/N^2) sum (1/pi_i - 1) E r_i^2</pre>
 *
 * with r_i the unit's residual. Of an error or accuracy that is z - g, and E r^2 = p (1 - p) + (p -
 * g)^2 with p = (1 - lambda) g + lambda mean(g), lambda = 0.1: beliefs are a little less sure than
 * they claim, as the residual mid-p interval takes them. The intervals also allow for one more unit
 * than was seen, of the typical weight w; half of it is in the half-width, z sqrt(AV + (w/2)^2).
 * Rounds together say about as much as one draw of the whole budget.
 */
public final class HalfWidthForecast {
  private static final double DOUBT = 0.1;

  private final RoundDesign design;
  private final RoundFrame frame;
  private final double[] squares;
  private final long populationCount;
  private final double critical;

  private HalfWidthForecast(
      RoundDesign design, RoundFrame frame, double[] squares, long populationCount, double level) {
    this.design = design;
    this.frame = frame;
    this.squares = squares;
    this.populationCount = populationCount;
    this.critical = NormalLaw.criticalValue(level);
  }

  /**
   * Of an error or accuracy.
   *
   * @param populationCount N: the units of the frame, and those that are known already
   * @param level of the interval, in (0, 1)
   */
  public static HalfWidthForecast ofErrors(
      RoundDesign design, RoundFrame frame, long populationCount, double level) {
    double mean = 0;
    for (double error : frame.error()) {
      mean += error / frame.units();
    }
    double[] squares = new double[frame.units()];
    for (int i = 0; i < squares.length; i++) {
      double g = frame.error()[i];
      double p = (1 - DOUBT) * g + DOUBT * mean;
      squares[i] = p * (1 - p) + (p - g) * (p - g);
    }
    return new HalfWidthForecast(design, frame, squares, populationCount, level);
  }

  /**
   * Of any metric.
   *
   * @param deviations of the units' parts of the metric, as {@code AnticipatedDeviation} has them
   */
  public static HalfWidthForecast ofDeviations(
      RoundDesign design,
      RoundFrame frame,
      double[] deviations,
      long populationCount,
      double level) {
    Require.sameLength(frame.units(), deviations.length, "deviations");
    double[] squares = new double[deviations.length];
    for (int i = 0; i < squares.length; i++) {
      squares[i] = deviations[i] * deviations[i];
    }
    return new HalfWidthForecast(design, frame, squares, populationCount, level);
  }

  /** The expected half-width of a budget, at most one half. */
  public double halfWidth(int budget) {
    double[] pi = design.inclusionProbabilities(frame, budget);
    double variance = 0;
    double jumpSquare = 0;
    double jumpWeight = 0;
    for (int i = 0; i < pi.length; i++) {
      variance += (1 / pi[i] - 1) * squares[i];
      double uncertain = (1 - pi[i]) * squares[i];
      jumpSquare += uncertain / (pi[i] * pi[i]);
      jumpWeight += uncertain;
    }
    double jump = jumpWeight > 0 ? jumpSquare / jumpWeight : 0;
    double deviation = StrictMath.sqrt(variance + jump / 4) / populationCount;
    return Math.min(critical * deviation, 0.5);
  }

  /**
   * The least budget whose half-width is at most that; all units where no smaller one is.
   *
   * @param halfWidth above 0
   */
  public int labelsNeeded(double halfWidth) {
    int least = 1;
    int most = frame.units();
    while (least < most) {
      int middle = (least + most) >>> 1;
      if (halfWidth(middle) <= halfWidth) {
        most = middle;
      } else {
        least = middle + 1;
      }
    }
    return least;
  }
}
