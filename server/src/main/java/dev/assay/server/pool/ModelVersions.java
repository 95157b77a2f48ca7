package dev.assay.server.pool;

import com.google.protobuf.util.Timestamps;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.Tables;
import dev.assay.v1.ModelVersion;
import dev.assay.v1.TrainingLabels;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Model versions as they are shown, each by the latest revision of its scores. */
final class ModelVersions {
  private ModelVersions() {}

  static ModelVersion message(Tables tables, ScoreSetRow latest, ProgressRow progress) {
    long firstMillis =
        tables
            .scores()
            .revisions(latest.projectId(), latest.modelVersion())
            .get(0)
            .publishedMillis();
    return ModelVersion.newBuilder()
        .setId(latest.modelVersion())
        .setScoredCount(latest.scoredCount())
        .setCurrent(Objects.equals(progress.scoreSetId(), latest.scoreSetId()))
        .setPublishTime(Timestamps.fromMillis(firstMillis))
        .setState(state(tables, latest))
        .setUnscoredCount(latest.unscoredCount())
        .setTrainingLabels(trainingLabels(latest.trainedThrough()))
        .setTrainedThroughWave(
            latest.trainedThrough() == null ? 0 : Math.max(latest.trainedThrough(), 0))
        .build();
  }

  private static TrainingLabels trainingLabels(@Nullable Long trainedThrough) {
    if (trainedThrough == null) {
      return TrainingLabels.TRAINING_LABELS_ALL;
    }
    if (trainedThrough == ScoreSetRow.OUT_OF_FOLD) {
      return TrainingLabels.TRAINING_LABELS_OUT_OF_FOLD;
    }
    return trainedThrough == 0
        ? TrainingLabels.TRAINING_LABELS_NONE
        : TrainingLabels.TRAINING_LABELS_THROUGH_WAVE;
  }

  /** A set that was never used is given up once another one is published after it. */
  static ModelVersion.State state(Tables tables, ScoreSetRow latest) {
    if (latest.used()) {
      return ModelVersion.State.STATE_COMPLETE;
    }
    return tables.scores().lastUsed(latest.projectId()) > latest.scoreSetId()
        ? ModelVersion.State.STATE_ABANDONED
        : ModelVersion.State.STATE_PARTIAL;
  }
}
