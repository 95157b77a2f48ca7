package dev.assay.server.store;

import dev.assay.v1.StoredEvaluation;

/**
 * One evaluation; see the table's columns.
 *
 * @param number from 1 in the project
 * @param scoreSetId the scores that it was made with
 */
public record EvaluationRow(
    long projectId,
    int number,
    String evaluationId,
    State state,
    long scoreSetId,
    StoredEvaluation definition,
    long createdMillis) {

  /** Where an evaluation is. */
  public enum State {
    RUNNING,
    COMPLETED,
    CANCELLED
  }

  /** The same evaluation in another state. */
  public EvaluationRow with(State other) {
    return new EvaluationRow(
        projectId, number, evaluationId, other, scoreSetId, definition, createdMillis);
  }
}
