package dev.assay.sampling.quality.method;

/**
 * The probability that a pooled verdict is right, from what real crowds of known truth say: a
 * logistic regression on the members' mean probability of the verdict, the share of the votes that
 * agree with it, the number of votes, and that number times the first: the more votes, the less
 * more do sure members say.
 *
 * <p>Models of annotators are surer than they deserve to be, since votes are never quite
 * independent given what a model knows; and the surer, the fewer votes they saw, since what was
 * learnt of the annotators is taken for certain. The coefficients are those that {@code assay bench
 * verdicts --parts calibration} fits to eight crowds, each whole and thinned to five and to three
 * votes an item, all weighing alike; docs/quality.md has them, and how far off they are on items
 * and on crowds that were left out.
 */
public final class Calibration {
  private static final double[] COEFFICIENTS = {-0.196, 0.294, 0.518, 0.360, -0.046};

  /** Probabilities are taken for no closer to 0 or 1 than this. */
  private static final double CLIP = 1e-3;

  /** The most votes that count: crowds with more were not seen. */
  private static final int MAX_VOTES = 40;

  private Calibration() {}

  /**
   * What the probability rests on.
   *
   * @param mean the members' mean probability of the verdict
   * @param agreeing votes on the item that agree with it
   * @param votes on the item, 1 or more
   */
  public static double[] features(double mean, int agreeing, int votes) {
    double ofMembers = logOdds(Math.max(CLIP, Math.min(1 - CLIP, mean)));
    double ofVotes = logOdds((agreeing + 0.5) / (votes + 1.0));
    double logVotes = StrictMath.log(Math.min(MAX_VOTES, votes));
    return new double[] {1, ofMembers, ofVotes, logVotes, ofMembers * logVotes};
  }

  /** The coefficients in use, in the order of the features. */
  public static double[] coefficients() {
    return COEFFICIENTS.clone();
  }

  /** The probability by given coefficients. */
  public static double probability(double[] coefficients, double[] features) {
    double sum = 0;
    for (int i = 0; i < features.length; i++) {
      sum += coefficients[i] * features[i];
    }
    return 1 / (1 + StrictMath.exp(-sum));
  }

  /** The probability by the coefficients in use. */
  static double probability(double mean, int agreeing, int votes) {
    return probability(COEFFICIENTS, features(mean, agreeing, votes));
  }

  private static double logOdds(double probability) {
    return StrictMath.log(probability / (1 - probability));
  }
}
