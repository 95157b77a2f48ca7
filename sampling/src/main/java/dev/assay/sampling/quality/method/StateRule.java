package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.SumGrid;

/**
 * An item by {@link LatentClasses}, its votes given: each state has its prior times the likelihoods
 * of the votes, and each class the sum of its states.
 *
 * @param logLikelihood of each vote in each state, relative to the first state
 * @param logPrior of each state
 * @param stranger log likelihoods of a vote by an annotator who is new, of (given class, state)
 */
record StateRule(
    double[] logLikelihood, double[] logPrior, double[] stranger, int classes, int statesOfClass)
    implements ItemRule {
  /** Logarithms of likelihoods stay within this distance of 0. */
  private static final double MOST_LOG = 1 << 10;

  @Override
  public double[] row(int[] own) {
    int states = logPrior.length;
    SumGrid grid = SumGrid.upTo(MOST_LOG * (1 + own.length));
    double[] row = logPrior.clone();
    for (int i = 0; i < own.length; i += 2) {
      int cell = (own[i] * classes + own[i + 1]) * states;
      boolean isNew = cell >= logLikelihood.length;
      for (int state = 0; state < states; state++) {
        row[state] +=
            grid.round(isNew ? stranger[own[i + 1] * states + state] : logLikelihood[cell + state]);
      }
    }
    Posteriors.normalise(row, 0, states);
    double[] ofClass = new double[classes];
    for (int state = 0; state < states; state++) {
      ofClass[state / statesOfClass] += row[state];
    }
    return ofClass;
  }
}
