package dev.assay.server.acquisition;

import dev.assay.v1.WaveAnswers;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;

/** The answers that a wave looks at, as they are stored with it. */
final class KnownAnswers {
  /** The most answers that a wave looks at, and is stored with: as many as its learner takes. */
  static final int LABELLED_CLASSES = 2_000;

  private KnownAnswers() {}

  /**
   * The answers in the form of the store.
   *
   * @param classes by ordinal
   */
  static WaveAnswers stored(SortedMap<Integer, Integer> classes) {
    WaveAnswers.Builder stored = WaveAnswers.newBuilder();
    int before = 0;
    for (Map.Entry<Integer, Integer> answer : classes.entrySet()) {
      stored.addOrdinalSteps(answer.getKey() - before).addClassIndices(answer.getValue());
      before = answer.getKey();
    }
    return stored.build();
  }

  /**
   * The classes of items.
   *
   * @param ordinals ascending
   * @return a new array, -1 where the answer is not among those stored
   */
  static int[] classes(WaveAnswers stored, int[] ordinals) {
    int[] classes = new int[ordinals.length];
    Arrays.fill(classes, -1);
    int ordinal = 0;
    int at = 0;
    for (int k = 0; k < stored.getOrdinalStepsCount(); k++) {
      ordinal += stored.getOrdinalSteps(k);
      while (at < ordinals.length && ordinals[at] < ordinal) {
        at++;
      }
      if (at < ordinals.length && ordinals[at] == ordinal) {
        classes[at] = stored.getClassIndices(k);
      }
    }
    return classes;
  }
}
