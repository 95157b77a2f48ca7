package dev.assay.server.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.acquire.Judgements;
import dev.assay.server.estimation.SettledAnswer;
import dev.assay.v1.WaveAnswers;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KnownAnswersTest {

  private static SettledAnswer unjudged(int classIndex) {
    return new SettledAnswer(classIndex, -1, 0);
  }

  @Test
  void answersComeBackForTheItemsThatHaveThem() {
    WaveAnswers stored =
        KnownAnswers.stored(
            new TreeMap<>(Map.of(0, unjudged(2), 7, unjudged(0), 900_000, unjudged(1))));
    assertThat(stored.getOrdinalStepsList()).containsExactly(0, 7, 899_993);
    assertThat(KnownAnswers.classes(stored, new int[] {0, 1, 7, 8, 900_000, 900_001}))
        .containsExactly(2, -1, 0, -1, 1, -1);
    assertThat(KnownAnswers.classes(stored, new int[] {3, 7})).containsExactly(-1, 0);
    assertThat(KnownAnswers.classes(WaveAnswers.getDefaultInstance(), new int[] {0, 1}))
        .containsExactly(-1, -1);
  }

  @Test
  void whatTheModelSaidComesBackForTheItemsThatItIsJudgedBy() {
    WaveAnswers stored =
        KnownAnswers.stored(
            new TreeMap<>(
                Map.of(
                    3, new SettledAnswer(2, 0, .25),
                    7, unjudged(1),
                    900_000, new SettledAnswer(1, 1, 1 - (double) .9f))));
    Judgements known = KnownAnswers.judgements(stored, new int[] {0, 3, 7, 900_000});
    assertThat(known.predicted()).containsExactly(-1, 0, -1, 1);
    assertThat(known.errors()).containsExactly(new double[] {0, .25, 0, .1}, within(1e-6));
    assertThat(KnownAnswers.classes(stored, new int[] {0, 3, 7, 900_000}))
        .containsExactly(-1, 2, 1, 1);
  }

  @Test
  void whereTheModelIsJudgedByNoneNothingIsStoredOfIt() {
    WaveAnswers stored = KnownAnswers.stored(new TreeMap<>(Map.of(3, unjudged(1))));
    assertThat(stored.getPredictedClassIndicesList()).isEmpty();
    assertThat(stored.getErrorProbabilitiesList()).isEmpty();
    assertThat(KnownAnswers.judgements(stored, new int[] {3}).has(0)).isFalse();
  }

  @Test
  void whatIsStoredIsBounded() {
    assertThat(KnownAnswers.LABELLED_CLASSES).isEqualTo(2_000);
    TreeMap<Integer, SettledAnswer> most = new TreeMap<>();
    for (int i = 0; i < KnownAnswers.LABELLED_CLASSES; i++) {
      most.put(i * 5_000, unjudged(999));
    }
    assertThat(KnownAnswers.stored(most).getSerializedSize()).isLessThan(10_000);
    most.replaceAll((ordinal, answer) -> new SettledAnswer(999, 999, .5));
    assertThat(KnownAnswers.stored(most).getSerializedSize()).isLessThan(22_000);
  }
}
