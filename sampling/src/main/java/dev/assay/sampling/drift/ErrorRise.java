package dev.assay.sampling.drift;

import dev.assay.sampling.estimate.ClopperPearson;
import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.numeric.BetaLaw;
import org.apache.commons.math3.special.Beta;

/**
 * Whether a model errs more often than at the beginning, asked after every label of a random sample
 * for as long as one likes.
 *
 * <p>The labels of the beginning bound its error from above, with a confidence of 1 - alpha/2. For
 * the labels after these, the evidence is the likelihood of a rate above the bound, spread evenly
 * over all such rates, over that of the bound. For every rate up to the bound this is a
 * supermartingale that begins at 1, so that it ever reaches 2/alpha with a probability of alpha/2
 * at most (Ville 1939). Both together: where the rate has not risen, an alarm ever comes with a
 * probability of alpha at most.
 *
 * <p>The evidence depends on how many labels there are and how many of them are errors, and not on
 * their order. That finite pools make errors rarer as they are labelled is not used.
 */
public final class ErrorRise {

  private ErrorRise() {}

  /**
   * The evidence for a rise: an e-value, 0 or more, 1 where nothing speaks for or against it.
   *
   * @param baselineLabels of the beginning, at least 1
   * @param baselineErrors of them, from 0 to their number
   * @param labels after the beginning, 0 or more
   * @param errors of them, from 0 to their number
   * @param alpha probability of a false alarm, in (0, 1)
   */
  public static double evidence(
      long baselineLabels, long baselineErrors, long labels, long errors, double alpha) {
    check(alpha);
    double bound = ClopperPearson.of(baselineErrors, baselineLabels, 1 - alpha).high();
    if (errors < 0 || errors > labels) {
      throw new InvalidInputException("errors", "are " + errors + " of " + labels + " labels");
    }
    if (bound >= 1 || labels == 0) {
      return 1; // no rate is above the bound, or none was seen
    }
    double right = (double) labels - errors;
    double above = BetaLaw.cdf(1 - bound, right + 1, errors + 1.0);
    double logEvidence =
        Beta.logBeta(errors + 1.0, right + 1)
            + StrictMath.log(above)
            - StrictMath.log1p(-bound)
            - errors * StrictMath.log(bound)
            - right * StrictMath.log1p(-bound);
    return Math.min(StrictMath.exp(logEvidence), Double.MAX_VALUE);
  }

  /** What the evidence must reach for an alarm: 2/alpha. */
  public static double threshold(double alpha) {
    return 2 / check(alpha);
  }

  private static double check(double alpha) {
    if (!(alpha > 0 && alpha < 1)) {
      throw new InvalidInputException("alpha", "is " + alpha + "; give an error inside (0, 1)");
    }
    return alpha;
  }
}
