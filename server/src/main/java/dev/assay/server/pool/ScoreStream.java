package dev.assay.server.pool;

import dev.assay.server.request.Projects;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.Tables;
import dev.assay.v1.PutScoresHeader;
import org.jspecify.annotations.Nullable;

/**
 * What the header of a PutScores stream means to the project.
 *
 * @param base the score set that the stream completed when it began; null where it began a version
 */
record ScoreStream(
    PutScoresHeader header, ProjectRow project, ScoreShape shape, @Nullable ScoreSetRow base) {

  /**
   * Looks the header's project up.
   *
   * @throws dev.assay.server.failure.Failure when the stream cannot be taken
   */
  static ScoreStream open(Tables tables, PutScoresHeader header) {
    ProjectRow project = Projects.requireActive(tables, header.getProject());
    ScoreShape shape = ScoreShape.of(project.definition(), header.getEnsembleSize());
    ProgressRow progress = tables.progress().get(project.projectId());
    return new ScoreStream(header, project, shape, ScoreHeaders.base(tables, progress, header));
  }

  /** The score set that the stream's rows are put into. */
  ScoreSetRow unpublished() {
    return new ScoreSetRow(
        0,
        project.projectId(),
        header.getModelVersion(),
        0,
        null,
        false,
        shape.classCount(),
        shape.ensembleSize(),
        0,
        0,
        0,
        0,
        0,
        header.getRequestId(),
        false,
        0,
        null);
  }
}
