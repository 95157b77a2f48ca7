package dev.assay.server.pool;

import dev.assay.server.failure.InvalidRequest;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.Tables;
import dev.assay.v1.ModelVersion;
import dev.assay.v1.PutScoresHeader;
import dev.assay.v1.TrainingLabels;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the header of a PutScores stream must be like. */
final class ScoreHeaders {
  static final int MIN_ENSEMBLE_SIZE = 2;
  static final int MAX_ENSEMBLE_SIZE = 64;

  private ScoreHeaders() {}

  /** Reports what cannot be taken whatever is stored. */
  static void check(PutScoresHeader header, Violations violations) {
    StreamRules.checkHeader(
        header.getRequestId(), header.getProject(), header.getOnError(), violations);
    FieldRules.modelVersion(header.getModelVersion(), 1, "header.model_version", violations);
    if (header.getEnsembleSize() != 0) {
      FieldRules.inRange(
          header.getEnsembleSize(),
          MIN_ENSEMBLE_SIZE,
          MAX_ENSEMBLE_SIZE,
          "header.ensemble_size",
          violations);
    }
    checkTraining(header, violations);
  }

  /**
   * The last wave whose labels the model could have learnt from, as score sets hold it; null where
   * it could have learnt from all.
   */
  static @Nullable Long trainedThrough(PutScoresHeader header) {
    return switch (header.getTrainingLabels()) {
      case TRAINING_LABELS_NONE -> 0L;
      case TRAINING_LABELS_THROUGH_WAVE -> (Long) header.getTrainedThroughWave();
      case TRAINING_LABELS_OUT_OF_FOLD -> (Long) ScoreSetRow.OUT_OF_FOLD;
      case TRAINING_LABELS_UNSPECIFIED, TRAINING_LABELS_ALL, UNRECOGNIZED -> null;
    };
  }

  private static void checkTraining(PutScoresHeader header, Violations violations) {
    violations.require(
        header.getTrainingLabels() != TrainingLabels.UNRECOGNIZED,
        "header.training_labels",
        "is not known to this server");
    boolean isThroughWave =
        header.getTrainingLabels() == TrainingLabels.TRAINING_LABELS_THROUGH_WAVE;
    violations.require(
        isThroughWave ? header.getTrainedThroughWave() >= 1 : header.getTrainedThroughWave() == 0,
        "header.trained_through_wave",
        isThroughWave
            ? "must be at least 1"
            : "needs training_labels to be TRAINING_LABELS_THROUGH_WAVE");
  }

  /**
   * The published score set that the stream completes, or null when it begins a new model version.
   *
   * @throws InvalidRequest when the version was replaced, or has ensembles of another size, or was
   *     trained on other labels
   */
  static @Nullable ScoreSetRow base(Tables tables, ProgressRow progress, PutScoresHeader header) {
    List<ScoreSetRow> revisions =
        tables.scores().revisions(progress.projectId(), header.getModelVersion());
    if (revisions.isEmpty()) {
      return null;
    }
    ScoreSetRow latest = revisions.get(revisions.size() - 1);
    boolean isCurrent = Objects.equals(progress.scoreSetId(), latest.scoreSetId());
    if (!isCurrent && ModelVersions.state(tables, latest) != ModelVersion.State.STATE_PARTIAL) {
      throw new InvalidRequest(
          "header.model_version",
          "was replaced by another model version; publish scores under a new name, or go back to"
              + " it with UseModelVersion");
    }
    if (latest.ensembleSize() != header.getEnsembleSize()) {
      throw new InvalidRequest(
          "header.ensemble_size",
          "must be " + latest.ensembleSize() + " as in the scores that this stream completes");
    }
    if (!Objects.equals(latest.trainedThrough(), trainedThrough(header))) {
      throw new InvalidRequest(
          "header.training_labels",
          "must say the same as the scores that this stream completes; publish the scores of a"
              + " model that was trained on more labels under a new name");
    }
    return latest;
  }
}
