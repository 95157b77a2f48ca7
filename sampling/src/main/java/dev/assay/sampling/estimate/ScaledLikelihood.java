package dev.assay.sampling.estimate;

import dev.assay.sampling.estimate.numeric.MonotoneRoot;
import dev.assay.sampling.estimate.numeric.StudentLaw;

/**
 * The binomial likelihood-ratio interval at the effective sample size: the shares q with 2 n_eff
 * KL(p, q) at most the square of the critical value. Source: Rao and Scott (1984), on scaled
 * likelihood ratios of survey data.
 */
public final class ScaledLikelihood {
  /** The name that its intervals carry. */
  public static final String NAME = "scaled-likelihood";

  private ScaledLikelihood() {}

  /**
   * The interval; the effective size carries the factor (n - 1)/n of the model's variance. An
   * estimate at or outside the ends of [0, 1] has the label count as effective size; variance 0
   * inside gives a point.
   *
   * @param labelCount n, at least 2
   */
  public static Interval of(
      double mean, double variance, long labelCount, double degreesOfFreedom, double level) {
    double p = Proportion.check(mean, variance, level);
    if (labelCount < 2) {
      throw new InvalidInputException("labelCount", "is " + labelCount + "; give at least 2");
    }
    boolean inside = p > 0 && p < 1;
    if (inside && variance == 0) {
      return Proportion.point(p, level, NAME);
    }
    double size =
        inside
            ? Proportion.effectiveSize(p, variance) * (labelCount - 1.0) / labelCount
            : labelCount;
    double critical = StudentLaw.criticalValue(level, degreesOfFreedom);
    double reach = critical * critical / (2 * size);
    double low = p == 0 ? 0 : MonotoneRoot.solve(q -> -divergence(p, q), -reach, 0, p);
    double high = p == 1 ? 1 : MonotoneRoot.solve(q -> divergence(p, q), reach, p, 1);
    return new Interval(low, high, level, NAME);
  }

  private static double divergence(double p, double q) {
    return term(p, q) + term(1 - p, 1 - q);
  }

  private static double term(double p, double q) {
    return p == 0 ? 0 : p * (StrictMath.log(p) - StrictMath.log(q));
  }
}
