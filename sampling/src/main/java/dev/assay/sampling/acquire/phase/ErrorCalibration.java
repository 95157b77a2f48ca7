package dev.assay.sampling.acquire.phase;

/**
 * Brings probabilities of errors to what was seen: a straight line of their logits, by logistic
 * regression on errors that are known, with a ridge towards the probabilities as they are (Platt
 * 1999, "Probabilistic outputs for support vector machines").
 *
 * @param slope at least 0: it never turns beliefs round
 */
record ErrorCalibration(double intercept, double slope) {
  /** Leaves probabilities as they are. */
  static final ErrorCalibration NONE = new ErrorCalibration(0, 1);

  /**
   * Answers of either kind, right and wrong ones, that it takes at least. Of fewer errors the line
   * would be chance: on breast cancer, where a run sees few, estimates were worse by it.
   */
  static final int FEWEST = 10;

  /** The strength of the ridge: what two answers of even odds say. */
  static final double RIDGE = 2;

  private static final int MAX_STEPS = 50;
  private static final double LONGEST_STEP = 1;
  private static final double TOLERANCE = 1e-10;

  /**
   * Fits the line.
   *
   * @param beliefs probabilities inside (0, 1), of which so many are looked at
   * @param isWrong whether each turned out to be an error
   * @return {@link #NONE} where fewer than {@link #FEWEST} are right or wrong
   */
  static ErrorCalibration of(double[] beliefs, boolean[] isWrong, int count) {
    int wrong = 0;
    double[] logits = new double[count];
    for (int i = 0; i < count; i++) {
      wrong += isWrong[i] ? 1 : 0;
      logits[i] = Opinions.logit(beliefs[i]);
    }
    if (Math.min(wrong, count - wrong) < FEWEST) {
      return NONE;
    }
    double a = 0;
    double b = 1;
    double length = 1;
    for (int step = 0; step < MAX_STEPS && length > TOLERANCE; step++) {
      double da = RIDGE * a;
      double db = RIDGE * (b - 1);
      double aa = RIDGE;
      double ab = 0;
      double bb = RIDGE;
      for (int i = 0; i < count; i++) {
        double p = Opinions.probability(a + b * logits[i]);
        double residual = p - (isWrong[i] ? 1 : 0);
        double weight = p * (1 - p);
        da += residual;
        db += residual * logits[i];
        aa += weight;
        ab += weight * logits[i];
        bb += weight * logits[i] * logits[i];
      }
      double determinant = aa * bb - ab * ab;
      double stepA = (bb * da - ab * db) / determinant;
      double stepB = (aa * db - ab * da) / determinant;
      length = Math.max(Math.abs(stepA), Math.abs(stepB));
      // Newton's steps overshoot where all is nearly certain.
      double part = Math.min(1, LONGEST_STEP / length);
      a -= part * stepA;
      b -= part * stepB;
    }
    return new ErrorCalibration(a, Math.max(b, 0));
  }

  /** The probability of an error, given what is believed. */
  double applied(double belief) {
    return Opinions.probability(intercept + slope * Opinions.logit(belief));
  }
}
