package dev.assay.sampling.quality.gold;

import dev.assay.sampling.estimate.numeric.BetaLaw;
import dev.assay.sampling.quality.Check;

/**
 * What is known about the share of an annotator's answers that are right: a beta distribution.
 *
 * @param right the first shape, greater than 0: answers that were right, with the prior's
 * @param wrong the second shape, greater than 0: answers that were wrong, with the prior's
 */
public record AccuracyPosterior(double right, double wrong) {
  private static final double LEAST_SHAPE = 1e-9;
  private static final double GREATEST_SHAPE = 1e15;

  /** Nothing is known: uniform on [0, 1]. */
  public static final AccuracyPosterior UNIFORM = new AccuracyPosterior(1, 1);

  /** Checks the shapes. */
  public AccuracyPosterior {
    Check.setting(right, LEAST_SHAPE, GREATEST_SHAPE, "right");
    Check.setting(wrong, LEAST_SHAPE, GREATEST_SHAPE, "wrong");
  }

  /** A prior of a given mean that counts as so many answers. */
  public static AccuracyPosterior prior(double mean, double answers) {
    return new AccuracyPosterior(mean * answers, (1 - mean) * answers);
  }

  /** The same after further answers. */
  public AccuracyPosterior plus(double moreRight, double moreWrong) {
    return new AccuracyPosterior(right + moreRight, wrong + moreWrong);
  }

  /** The expected accuracy. */
  public double mean() {
    return right / (right + wrong);
  }

  /** The variance of the accuracy. */
  public double variance() {
    double total = right + wrong;
    return right / total * (wrong / total) / (total + 1);
  }

  /** The accuracy that is not exceeded with a probability. */
  public double quantile(double probability) {
    Check.setting(probability, 0, 1, "the probability");
    return BetaLaw.quantile(probability, right, wrong);
  }

  /** The lower end of the equal-tailed interval of a level. */
  public double low(double level) {
    return quantile((1 - Check.setting(level, 0, 1, "the level")) / 2);
  }

  /** The upper end of the equal-tailed interval of a level. */
  public double high(double level) {
    return quantile((1 + Check.setting(level, 0, 1, "the level")) / 2);
  }
}
