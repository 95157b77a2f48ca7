package dev.assay.server.acquisition;

import dev.assay.sampling.acquire.Judgements;
import dev.assay.server.estimation.SettledAnswer;
import dev.assay.server.estimation.SettledClasses;
import dev.assay.v1.WaveAnswers;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;

/** The answers that a wave looks at, as they are stored with it. */
final class KnownAnswers {
  /** The most answers that a wave looks at, and is stored with: as many as its learner takes. */
  static final int LABELLED_CLASSES = SettledClasses.MAX_ANSWERS;

  private KnownAnswers() {}

  /**
   * The answers in the form of the store.
   *
   * @param answers by ordinal
   */
  static WaveAnswers stored(SortedMap<Integer, SettledAnswer> answers) {
    WaveAnswers.Builder stored = WaveAnswers.newBuilder();
    boolean isJudged = answers.values().stream().anyMatch(answer -> answer.predictedClass() >= 0);
    int before = 0;
    for (Map.Entry<Integer, SettledAnswer> entry : answers.entrySet()) {
      SettledAnswer answer = entry.getValue();
      stored.addOrdinalSteps(entry.getKey() - before).addClassIndices(answer.classIndex());
      if (isJudged) {
        stored
            .addPredictedClassIndices(answer.predictedClass())
            .addErrorProbabilities((float) answer.errorProbability());
      }
      before = entry.getKey();
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
    int[] places = places(stored, ordinals);
    for (int i = 0; i < classes.length; i++) {
      classes[i] = places[i] < 0 ? -1 : stored.getClassIndices(places[i]);
    }
    return classes;
  }

  /**
   * What the model version that is published had said of items whose answer is stored.
   *
   * @param ordinals ascending
   */
  static Judgements judgements(WaveAnswers stored, int[] ordinals) {
    if (stored.getPredictedClassIndicesCount() == 0) {
      return Judgements.NONE;
    }
    int[] predicted = new int[ordinals.length];
    double[] errors = new double[ordinals.length];
    int[] places = places(stored, ordinals);
    for (int i = 0; i < predicted.length; i++) {
      predicted[i] = places[i] < 0 ? -1 : stored.getPredictedClassIndices(places[i]);
      errors[i] = places[i] < 0 ? 0 : stored.getErrorProbabilities(places[i]);
    }
    return new Judgements(predicted, errors);
  }

  /** The places of items among the answers; -1 where there is none. */
  private static int[] places(WaveAnswers stored, int[] ordinals) {
    int[] places = new int[ordinals.length];
    Arrays.fill(places, -1);
    int ordinal = 0;
    int at = 0;
    for (int k = 0; k < stored.getOrdinalStepsCount(); k++) {
      ordinal += stored.getOrdinalSteps(k);
      while (at < ordinals.length && ordinals[at] < ordinal) {
        at++;
      }
      if (at < ordinals.length && ordinals[at] == ordinal) {
        places[at] = k;
      }
    }
    return places;
  }
}
