package dev.assay.server.estimation;

import dev.assay.server.answer.Answer;
import dev.assay.server.store.WaveRow;
import java.util.Arrays;

/** Has it this class among its classes? Asked of the whole pool of a multi-label project. */
record LabelShare(int classIndex) implements Question {
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
    return Arrays.stream(Answer.classIndices(item.verdictClasses())).anyMatch(k -> k == classIndex)
        ? 1
        : 0;
  }

  @Override
  public double g(SettledItem item) {
    return 0;
  }
}
