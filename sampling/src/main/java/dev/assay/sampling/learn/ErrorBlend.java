package dev.assay.sampling.learn;

/**
 * The probability that a model errs, from its own doubt and another's: the logit of it is a
 * weighted sum of the logits of both, learnt by logistic regression from errors that are known,
 * with a ridge towards the model's own doubt as it is (Platt 1999, "Probabilistic outputs for
 * support vector machines", with a second input).
 *
 * @param intercept 0 where the own doubt stays as it is
 * @param own the weight of the model's own doubt; 1 where it stays as it is
 * @param second the weight of the other doubt; 0 where the own one stays as it is
 */
public record ErrorBlend(double intercept, double own, double second) {
  /** Leaves the own doubt as it is. */
  public static final ErrorBlend NONE = new ErrorBlend(0, 1, 0);

  /** No doubt is nearer to 0 or 1: of one that is, no number of errors could tell. */
  static final double LEAST = 1e-4;

  private static final double TOLERANCE = 1e-8;

  /**
   * Learns the weights.
   *
   * @param own the model's doubts about some answers, in [0, 1]
   * @param second the other's about the same
   * @param isWrong whether the model was wrong
   * @param ridge the strength of the pull towards the own doubt, positive
   */
  static ErrorBlend fit(double[] own, double[] second, boolean[] isWrong, double ridge) {
    double[] x = logits(own);
    double[] y = logits(second);
    double[] point = {0, 1, 0};
    Lbfgs.minimise(
        (at, gradient) -> objective(x, y, isWrong, ridge, at, gradient), point, TOLERANCE);
    return new ErrorBlend(point[0], point[1], point[2]);
  }

  private static double objective(
      double[] x, double[] y, boolean[] isWrong, double ridge, double[] at, double[] gradient) {
    double fromOwn = at[1] - 1;
    double sum = ridge / 2 * (at[0] * at[0] + fromOwn * fromOwn + at[2] * at[2]);
    gradient[0] = ridge * at[0];
    gradient[1] = ridge * fromOwn;
    gradient[2] = ridge * at[2];
    for (int i = 0; i < x.length; i++) {
      double logit = at[0] + at[1] * x[i] + at[2] * y[i];
      double loss = isWrong[i] ? -logit : logit;
      sum += loss > 0 ? loss + StrictMath.log1p(StrictMath.exp(-loss)) : log1pExp(loss);
      double residual = probability(logit) - (isWrong[i] ? 1 : 0);
      gradient[0] += residual;
      gradient[1] += residual * x[i];
      gradient[2] += residual * y[i];
    }
    return sum;
  }

  private static double log1pExp(double x) {
    return StrictMath.log1p(StrictMath.exp(x));
  }

  /** The probability of an error, given both doubts, in [0, 1]. */
  public double of(double ownDoubt, double secondDoubt) {
    return probability(intercept + own * logit(ownDoubt) + second * logit(secondDoubt));
  }

  private static double[] logits(double[] doubts) {
    double[] logits = new double[doubts.length];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = logit(doubts[i]);
    }
    return logits;
  }

  private static double logit(double doubt) {
    double kept = Math.min(Math.max(doubt, LEAST), 1 - LEAST);
    return StrictMath.log(kept / (1 - kept));
  }

  private static double probability(double logit) {
    return 1 / (1 + StrictMath.exp(-logit));
  }
}
