package dev.assay.server.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.v1.WaveAnswers;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KnownAnswersTest {

  @Test
  void answersComeBackForTheItemsThatHaveThem() {
    WaveAnswers stored = KnownAnswers.stored(new TreeMap<>(Map.of(0, 2, 7, 0, 900_000, 1)));
    assertThat(stored.getOrdinalStepsList()).containsExactly(0, 7, 899_993);
    assertThat(KnownAnswers.classes(stored, new int[] {0, 1, 7, 8, 900_000, 900_001}))
        .containsExactly(2, -1, 0, -1, 1, -1);
    assertThat(KnownAnswers.classes(stored, new int[] {3, 7})).containsExactly(-1, 0);
    assertThat(KnownAnswers.classes(WaveAnswers.getDefaultInstance(), new int[] {0, 1}))
        .containsExactly(-1, -1);
  }

  @Test
  void whatIsStoredIsBounded() {
    assertThat(KnownAnswers.LABELLED_CLASSES).isEqualTo(2_000);
    TreeMap<Integer, Integer> most = new TreeMap<>();
    for (int i = 0; i < KnownAnswers.LABELLED_CLASSES; i++) {
      most.put(i * 5_000, 999);
    }
    assertThat(KnownAnswers.stored(most).getSerializedSize()).isLessThan(10_000);
  }
}
