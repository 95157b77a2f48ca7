package dev.assay.client;

import dev.assay.v1.TrainingLabels;
import java.util.Locale;

/**
 * Which of a project's labels a model could have learnt from. Whoever publishes its scores answers
 * for it: nobody can check. Immutable.
 *
 * @param labels which
 * @param throughWave the last wave whose labels it could have learnt from, where labels is {@link
 *     TrainingLabels#TRAINING_LABELS_THROUGH_WAVE}; else 0
 */
public record TrainedOn(TrainingLabels labels, long throughWave) {
  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if the wave is out of its range
   */
  public TrainedOn {
    boolean isThroughWave = labels == TrainingLabels.TRAINING_LABELS_THROUGH_WAVE;
    if (isThroughWave ? throughWave < 1 : throughWave != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "throughWave is %d: give a wave from 1 on where labels goes through a wave, else 0",
              throughWave));
    }
  }

  /**
   * All labels that are there when its scores are published.
   *
   * @return that
   */
  public static TrainedOn all() {
    return new TrainedOn(TrainingLabels.TRAINING_LABELS_ALL, 0);
  }

  /**
   * None: it was trained elsewhere.
   *
   * @return that
   */
  public static TrainedOn none() {
    return new TrainedOn(TrainingLabels.TRAINING_LABELS_NONE, 0);
  }

  /**
   * Those of the waves up to one, at most: the greatest wave number of its training examples.
   *
   * @param wave from 1 on
   * @return that
   */
  public static TrainedOn throughWave(long wave) {
    return new TrainedOn(TrainingLabels.TRAINING_LABELS_THROUGH_WAVE, wave);
  }

  /**
   * All, but the scores of each labelled item come from a model that did not learn from its label.
   *
   * @return that
   */
  public static TrainedOn outOfFold() {
    return new TrainedOn(TrainingLabels.TRAINING_LABELS_OUT_OF_FOLD, 0);
  }
}
