package dev.assay.server.pool;

import dev.assay.server.request.Projects;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.Tables;
import dev.assay.v1.PutScoresHeader;

/**
 * What the header of a PutScores stream means to the project.
 *
 * @param completes whether the model version was the published one when the stream began
 */
record ScoreStream(
    PutScoresHeader header, ProjectRow project, ScoreShape shape, boolean completes) {

  /**
   * Looks the header's project up.
   *
   * @throws dev.assay.server.failure.Failure when the stream cannot be taken
   */
  static ScoreStream open(Tables tables, PutScoresHeader header) {
    ProjectRow project = Projects.requireActive(tables, header.getProject());
    ScoreShape shape = ScoreShape.of(project.definition(), header.getEnsembleSize());
    ProgressRow progress = tables.progress().get(project.projectId());
    boolean completes = ScoreHeaders.base(tables, progress, header) != null;
    return new ScoreStream(header, project, shape, completes);
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
        header.getRequestId());
  }
}
