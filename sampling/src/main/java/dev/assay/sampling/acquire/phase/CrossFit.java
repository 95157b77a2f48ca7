package dev.assay.sampling.acquire.phase;

/**
 * What learners that have not seen an answer say of it: for each of five parts of the answers, one
 * that was trained on the others.
 *
 * @param probabilities of the classes, for each answer; empty where the others are all of one class
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
record CrossFit(Answers answers, double[][] probabilities) {
  private static final int FOLDS = 5;

  /**
   * Trains them.
   *
   * @param learner that was trained on all of the answers
   */
  static CrossFit of(Answers answers, Learner learner) {
    int[] folds = answers.folds(FOLDS);
    double[][] probabilities = new double[answers.count()][0];
    for (int fold = 0; fold < FOLDS; fold++) {
      Answers others = answers.part(folds, fold, false);
      if (others.differ()) {
        Learner own = Learner.of(others, learner);
        for (int i = 0; i < folds.length; i++) {
          if (folds[i] == fold) {
            probabilities[i] = new double[answers.classCount()];
            own.probabilities(answers.rows()[i].clone(), probabilities[i]);
          }
        }
      }
    }
    return new CrossFit(answers, probabilities);
  }

  /**
   * What the learner is sure to know beyond the most frequent answer: its accuracy, less a standard
   * error and the share of that answer, over the rest that the answer leaves. At most 1; 0 or less
   * where it has learnt nothing.
   */
  double skill() {
    int right = 0;
    for (int i = 0; i < probabilities.length; i++) {
      double[] p = probabilities[i];
      int said = 0;
      for (int k = 1; k < p.length; k++) {
        said = p[k] > p[said] ? k : said;
      }
      right += p.length > 0 && said == answers.classes()[i] ? 1 : 0;
    }
    double accuracy = (double) right / answers.count();
    double error = Math.sqrt(accuracy * (1 - accuracy) / answers.count());
    double majority = (double) answers.majority() / answers.count();
    return (accuracy - error - majority) / (1 - majority);
  }

  /** How the model's errors on the answers differ from what model and learner believed of them. */
  ErrorCalibration calibration() {
    double[] beliefs = new double[answers.count()];
    boolean[] isWrong = new boolean[beliefs.length];
    int count = 0;
    for (int i = 0; i < probabilities.length; i++) {
      if (answers.judged().has(i) && probabilities[i].length > 0) {
        int predicted = answers.judged().predicted()[i];
        double learners = 1 - probability(i, predicted);
        beliefs[count] =
            Opinions.blended(answers.judged().errors()[i], learners, Opinions.share(answers));
        isWrong[count++] = predicted != answers.classes()[i];
      }
    }
    return ErrorCalibration.of(beliefs, isWrong, count);
  }

  private double probability(int answer, int of) {
    return of < probabilities[answer].length ? probabilities[answer][of] : 0;
  }
}
