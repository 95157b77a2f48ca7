package dev.assay.server.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.v1.StopDecision;
import org.junit.jupiter.api.Test;

class StopAdvicesTest {
  @Test
  void noMoreDecisionsAreKeptThanTheLimit() {
    StopAdvices advices = new StopAdvices();
    for (long project = 1; project <= StopAdvices.MAX_KEPT + 500; project++) {
      advices.tell(project, 1, StopDecision.getDefaultInstance());
    }
    assertThat(advices.keptCount())
        .isLessThanOrEqualTo(StopAdvices.MAX_KEPT)
        .isGreaterThan(StopAdvices.MAX_KEPT / 2);
  }
}
