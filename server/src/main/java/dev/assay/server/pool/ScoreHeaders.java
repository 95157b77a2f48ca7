package dev.assay.server.pool;

import dev.assay.server.failure.InvalidRequest;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.Tables;
import dev.assay.v1.PutScoresHeader;
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
  }

  /**
   * The published score set that the stream completes, or null when it begins a new model version.
   *
   * @throws InvalidRequest when the version was replaced, or has ensembles of another size
   */
  static @Nullable ScoreSetRow base(Tables tables, ProgressRow progress, PutScoresHeader header) {
    Long currentId = progress.scoreSetId();
    ScoreSetRow current = currentId == null ? null : tables.scores().find(currentId);
    if (current == null || !current.modelVersion().equals(header.getModelVersion())) {
      if (!tables.scores().revisions(progress.projectId(), header.getModelVersion()).isEmpty()) {
        throw new InvalidRequest(
            "header.model_version",
            "was replaced by another model version; publish scores under a new name");
      }
      return null;
    }
    if (current.ensembleSize() != header.getEnsembleSize()) {
      throw new InvalidRequest(
          "header.ensemble_size",
          "must be " + current.ensembleSize() + " as in the scores that this stream completes");
    }
    return current;
  }
}
