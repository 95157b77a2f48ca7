package dev.assay.sampling.stop;

import dev.assay.sampling.estimate.numeric.NormalLaw;
import java.util.List;

/**
 * How the errors of successive model versions have fallen with the labels, and how much further
 * they will.
 *
 * <p><b>Implementation note.</b> The error is taken to be a - b log(labels), by weighted least
 * squares with weights 1/variance. Versions are judged by different labels, so their estimates err
 * independently given the models. Training adds noise that no estimate's variance knows of: where
 * the residuals are larger than their variances explain, these are multiplied by the residual
 * chi-square over its degrees of freedom (Birge, "The calculation of errors by the method of least
 * squares", Physical Review 40, 1932).
 *
 * <p>A learning curve c + d n^-r, which is what is seen in practice (Hestness et al. 2017, "Deep
 * learning scaling is predictable, empirically"), bends: in log n it falls less and less. A
 * straight line through the past therefore promises more than is to come, and the upper end of the
 * gain is good for a rule that stops only when even that is small. The lower end is that of the
 * line and not of the future.
 */
public final class LearningCurve {
  /** The fewest versions that a curve is drawn through: two degrees of freedom are left. */
  public static final int MIN_VERSIONS = 4;

  private final double slope;
  private final double slopeDeviation;

  private LearningCurve(double slope, double slopeDeviation) {
    this.slope = slope;
    this.slopeDeviation = slopeDeviation;
  }

  /**
   * The curve of some versions.
   *
   * @param versions at least {@link #MIN_VERSIONS}, of at least two different numbers of labels
   */
  public static LearningCurve of(List<JudgedVersion> versions) {
    if (versions.size() < MIN_VERSIONS) {
      throw new IllegalArgumentException(
          "there are " + versions.size() + " versions; give at least " + MIN_VERSIONS);
    }
    double weights = 0;
    double meanX = 0;
    double meanY = 0;
    for (JudgedVersion version : versions) {
      double weight = weight(version);
      weights += weight;
      meanX += weight * StrictMath.log(version.labelCount());
      meanY += weight * version.error();
    }
    meanX /= weights;
    meanY /= weights;
    double xx = 0;
    double xy = 0;
    for (JudgedVersion version : versions) {
      double x = StrictMath.log(version.labelCount()) - meanX;
      xx += weight(version) * x * x;
      xy += weight(version) * x * (version.error() - meanY);
    }
    if (!(xx > 0)) {
      throw new IllegalArgumentException("all versions are of as many labels; nothing is told");
    }
    double slope = xy / xx;
    double chiSquare = 0;
    for (JudgedVersion version : versions) {
      double x = StrictMath.log(version.labelCount()) - meanX;
      double residual = version.error() - meanY - slope * x;
      chiSquare += weight(version) * residual * residual;
    }
    double excess = Math.max(1, chiSquare / (versions.size() - 2));
    return new LearningCurve(slope, Math.sqrt(excess / xx));
  }

  private static double weight(JudgedVersion version) {
    return 1 / (version.deviation() * version.deviation());
  }

  /**
   * By how much the error falls from so many labels to so many more, in [-1, 1] where errors are
   * shares; negative where it rises.
   *
   * @param from labels, positive
   * @param more labels, at least 0
   */
  public double gain(double from, double more) {
    return -slope * StrictMath.log1p(more / from);
  }

  /**
   * What the gain exceeds with a probability of at most {@code alpha}.
   *
   * @param alpha in (0, 1)
   */
  public double upperGain(double from, double more, double alpha) {
    return gain(from, more) + margin(from, more, alpha);
  }

  /** What the gain of the line falls short of with a probability of at most {@code alpha}. */
  public double lowerGain(double from, double more, double alpha) {
    return gain(from, more) - margin(from, more, alpha);
  }

  private double margin(double from, double more, double alpha) {
    return NormalLaw.quantile(1 - alpha) * slopeDeviation * StrictMath.log1p(more / from);
  }
}
