package dev.assay.server.estimation;

import dev.assay.sampling.estimate.DifferenceEstimate;
import dev.assay.sampling.estimate.Interval;
import dev.assay.sampling.estimate.PrevalenceInterval;
import dev.assay.server.store.WaveRow;

/** Is it of this class? Asked of the whole pool. */
record ClassShare(int classIndex) implements Question {
  @Override
  public boolean isMember(SettledItem item) {
    return true;
  }

  @Override
  public int memberCount(WaveRow wave) {
    return wave.candidateCount();
  }

  @Override
  public double controlTotal(WaveRow wave) {
    return wave.classControls().length == 0 ? 0 : wave.classControls()[classIndex];
  }

  @Override
  public double z(SettledItem item) {
    return item.verdictClass() == classIndex ? 1 : 0;
  }

  @Override
  public double g(SettledItem item) {
    return item.predictedClass() == classIndex ? 1 : 0;
  }

  @Override
  public Interval interval(DifferenceEstimate estimate, double level) {
    return PrevalenceInterval.of(estimate, level);
  }
}
