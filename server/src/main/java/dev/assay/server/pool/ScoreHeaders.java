package dev.assay.server.pool;

import dev.assay.server.failure.InvalidRequest;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.Tables;
import dev.assay.v1.ModelVersion;
import dev.assay.v1.PutScoresHeader;
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
  }

  /**
   * The published score set that the stream completes, or null when it begins a new model version.
   *
   * @throws InvalidRequest when the version was replaced, or has ensembles of another size
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
    return latest;
  }
}
