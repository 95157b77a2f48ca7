package dev.assay.server.estimation;

import dev.assay.sampling.estimate.DifferenceEstimate;
import dev.assay.sampling.estimate.GammaMidP;
import dev.assay.sampling.estimate.Interval;
import dev.assay.server.store.WaveRow;

/** Is the model wrong? Asked of the items that its version is judged on. */
record ModelErrors() implements Question {
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
    return wave.judgedControl();
  }

  @Override
  public double z(SettledItem item) {
    return item.verdictClass() == item.predictedClass() ? 0 : 1;
  }

  @Override
  public double g(SettledItem item) {
    return item.errorProbability();
  }

  @Override
  public Interval interval(DifferenceEstimate estimate, double level) {
    return GammaMidP.of(estimate, level);
  }
}
