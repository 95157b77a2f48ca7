package dev.assay.app.demo.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AnnotatorTest {
  private static final int ITEMS = 20_000;
  private static final int CLASSES = 10;

  /** A standard normal number is beyond it once in a million. */
  private static final double Z_LIMIT = 4.9;

  @Test
  void eachErrsAtItsRate() {
    for (Annotator annotator : Crowd.hire(CLASSES, 1)) {
      int wrong = 0;
      for (int i = 0; i < ITEMS; i++) {
        wrong += annotator.answer("item-" + i, i % CLASSES) == i % CLASSES ? 0 : 1;
      }
      double rate = annotator.errorRate();
      double deviation = Math.sqrt(ITEMS * rate * (1 - rate));
      assertThat((wrong - ITEMS * rate) / deviation).isBetween(-Z_LIMIT, Z_LIMIT);
    }
  }

  @Test
  void skillsDiffer() {
    assertThat(Crowd.hire(CLASSES, 1))
        .hasSize(4)
        .extracting(Annotator::errorRate)
        .isEqualTo(Crowd.ERROR_RATES)
        .doesNotHaveDuplicates();
  }

  @Test
  void answersDependOnNeitherOrderNorRepetition() {
    Annotator annotator = new Annotator("annotator-a", 0.5, CLASSES, 7);
    Map<String, Integer> first = new HashMap<>();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      ids.add("item-" + i);
      first.put("item-" + i, annotator.answer("item-" + i, i % CLASSES));
    }
    Annotator again = new Annotator("annotator-a", 0.5, CLASSES, 7);
    for (int i = 199; i >= 0; i--) {
      assertThat(again.answer(ids.get(i), i % CLASSES)).isEqualTo(first.get(ids.get(i)));
    }
  }

  @Test
  void annotatorsErrOnDifferentItems() {
    Annotator one = new Annotator("annotator-a", 0.5, CLASSES, 7);
    Annotator other = new Annotator("annotator-b", 0.5, CLASSES, 7);
    int both = 0;
    for (int i = 0; i < ITEMS; i++) {
      both += one.answer("item-" + i, 0) != 0 && other.answer("item-" + i, 0) != 0 ? 1 : 0;
    }
    double deviation = Math.sqrt(ITEMS * 0.25 * 0.75);
    assertThat((both - ITEMS * 0.25) / deviation).isBetween(-Z_LIMIT, Z_LIMIT);
  }

  @Test
  void classesAreMixedUpUnevenlyAndEveryAnswerIsAClass() {
    Annotator annotator = new Annotator("annotator-a", 0.99, CLASSES, 3);
    int[] answers = new int[CLASSES];
    for (int i = 0; i < ITEMS; i++) {
      answers[annotator.answer("item-" + i, 4)]++;
    }
    int most = 0;
    int least = ITEMS;
    for (int k = 0; k < CLASSES; k++) {
      if (k != 4) {
        most = Math.max(most, answers[k]);
        least = Math.min(least, answers[k]);
      }
    }
    assertThat(most).isGreaterThan(2 * least);
  }
}
