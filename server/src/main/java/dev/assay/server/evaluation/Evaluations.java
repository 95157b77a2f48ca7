package dev.assay.server.evaluation;

import dev.assay.server.failure.EvaluationNotFound;
import dev.assay.server.store.EvaluationRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Tables;

/** Looks evaluations up by the ids that requests use. */
public final class Evaluations {
  private Evaluations() {}

  /**
   * The evaluation of an id.
   *
   * @throws EvaluationNotFound when there is none
   */
  public static EvaluationRow require(Tables tables, ProjectRow project, String evaluationId) {
    EvaluationRow evaluation = tables.evaluations().find(project.projectId(), evaluationId);
    if (evaluation == null) {
      throw new EvaluationNotFound(evaluationId);
    }
    return evaluation;
  }
}
