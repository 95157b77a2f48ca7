package dev.assay.server.estimation;

import dev.assay.server.store.WaveRow;

/** No question yet: every settled item, to ask what it weighs. */
record WholePool() implements Question {
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
    return 0;
  }

  @Override
  public double plannedVariance(WaveRow wave) {
    return wave.poolVariance();
  }

  @Override
  public double countVariance(WaveRow wave) {
    return wave.poolCountVariance();
  }

  @Override
  public double z(SettledItem item) {
    return 0;
  }

  @Override
  public double g(SettledItem item) {
    return 0;
  }
}
