package dev.assay.server.estimation;

import dev.assay.sampling.estimate.BeliefShift;
import dev.assay.server.store.WaveRow;

/**
 * Is the model wrong? Asked of the items that its version is judged on.
 *
 * @param shift from how often the model thought that it was wrong to how often the labels say so
 */
record ModelErrors(BeliefShift shift) implements Question {
  /** With the error probabilities as they were. */
  static ModelErrors asBelieved() {
    return new ModelErrors(new BeliefShift(0));
  }

  @Override
  public boolean isMember(SettledItem item) {
    return item.isJudged();
  }

  @Override
  public int memberCount(WaveRow wave) {
    return wave.judgedCount();
  }

  @Override
  public double controlTotal(WaveRow wave) {
    return shift.total(wave.judgedControl(), wave.judgedCount());
  }

  @Override
  public double plannedVariance(WaveRow wave) {
    return wave.judgedVariance();
  }

  @Override
  public double z(SettledItem item) {
    return item.verdictClass() == item.predictedClass() ? 0 : 1;
  }

  @Override
  public double g(SettledItem item) {
    return shift.of(item.errorProbability());
  }
}
