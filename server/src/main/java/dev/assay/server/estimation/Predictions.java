package dev.assay.server.estimation;

import dev.assay.server.answer.Answer;
import dev.assay.server.pool.ScoreColumns;
import java.util.Arrays;

/**
 * What one model version says of settled items, beside what these turned out to be. Of a
 * multi-label project the classes are predicted that are more likely than not.
 */
record Predictions(ScoreColumns scores, boolean isMultiLabel) {
  /** A class of a multi-label project is predicted from this probability on. */
  static final float LEAST_PROBABILITY = 0.5f;

  int classCount() {
    return scores.classCount();
  }

  /** The probabilities of the item's classes. */
  double[] probabilities(SettledItem item) {
    float[] row = new float[scores.classCount()];
    scores.copyProbabilities(item.ordinal(), row);
    double[] probabilities = new double[row.length];
    for (int k = 0; k < row.length; k++) {
      probabilities[k] = row[k];
    }
    return probabilities;
  }

  /** The predicted class, of a project where an item has one. */
  int predictedClass(SettledItem item) {
    return scores.predictedClass(item.ordinal());
  }

  /** Whether each class is predicted. */
  boolean[] predicted(SettledItem item) {
    boolean[] predicted = new boolean[scores.classCount()];
    if (isMultiLabel) {
      for (int k = 0; k < predicted.length; k++) {
        predicted[k] = scores.probability(item.ordinal(), k) >= LEAST_PROBABILITY;
      }
    } else {
      predicted[scores.predictedClass(item.ordinal())] = true;
    }
    return predicted;
  }

  /** Whether the item has each class. */
  boolean[] actual(SettledItem item) {
    boolean[] actual = new boolean[scores.classCount()];
    if (isMultiLabel) {
      for (int k : Answer.classIndices(item.verdictClasses())) {
        actual[k] = true;
      }
    } else {
      actual[item.verdictClass()] = true;
    }
    return actual;
  }

  /** Whether all that is predicted of the item is right. */
  boolean isRight(SettledItem item) {
    return isMultiLabel
        ? Arrays.equals(predicted(item), actual(item))
        : scores.predictedClass(item.ordinal()) == item.verdictClass();
  }
}
