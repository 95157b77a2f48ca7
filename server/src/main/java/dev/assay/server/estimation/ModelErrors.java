package dev.assay.server.estimation;

import dev.assay.sampling.estimate.BeliefShift;
import dev.assay.server.store.WaveRow;

/**
 * Is the model wrong? Asked of the items that its version is judged on.
 *
 * @param opinions what is believed of its errors
 * @param shift from how often it was believed to be wrong to how often the labels say so
 */
record ModelErrors(WaveOpinions opinions, BeliefShift shift) implements Question {
  /** With the error probabilities as the model found them. */
  static ModelErrors asBelieved() {
    return asBelieved(WaveOpinions.NONE);
  }

  /** With the error probabilities as they are believed. */
  static ModelErrors asBelieved(WaveOpinions opinions) {
    return new ModelErrors(opinions, new BeliefShift(0));
  }

  /** Moved to where the labels say that they are. */
  ModelErrors shifted(BeliefShift by) {
    return new ModelErrors(opinions, by);
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
    return shift.total(opinions.controlTotal(wave), wave.judgedCount());
  }

  @Override
  public double plannedVariance(WaveRow wave) {
    return wave.judgedVariance();
  }

  @Override
  public double countVariance(WaveRow wave) {
    return wave.judgedCountVariance();
  }

  @Override
  public double z(SettledItem item) {
    return item.verdictClass() == item.predictedClass() ? 0 : 1;
  }

  @Override
  public double g(SettledItem item) {
    return shift.of(opinions.error(item));
  }
}
