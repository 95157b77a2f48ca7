package dev.assay.server.estimation;

import dev.assay.server.answer.Answer;
import java.util.Arrays;

/** Has it this class among its classes? Asked of the whole pool of a multi-label project. */
record LabelShare(int classIndex) implements PoolQuestion {
  @Override
  public double z(SettledItem item) {
    return Arrays.stream(Answer.classIndices(item.verdictClasses())).anyMatch(k -> k == classIndex)
        ? 1
        : 0;
  }
}
