package dev.assay.server.estimation;

import dev.assay.sampling.estimate.ConfusionControl;
import dev.assay.server.store.WaveRow;

/**
 * Is it of this class? Asked of the whole pool.
 *
 * @param belief what the labels say that the predictions of the time are worth
 */
record ClassShare(int classIndex, ConfusionControl.Belief belief) implements PoolQuestion {
  @Override
  public double controlTotal(WaveRow wave) {
    return belief.total(wave.classControls(), wave.candidateCount());
  }

  @Override
  public double z(SettledItem item) {
    return item.verdictClass() == classIndex ? 1 : 0;
  }

  @Override
  public double g(SettledItem item) {
    return belief.of(item.predictedClass());
  }
}
