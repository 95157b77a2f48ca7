package dev.assay.server.evaluation;

import dev.assay.server.failure.EvaluationOver;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Violations;
import dev.assay.server.store.EvaluationRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.CancelEvaluationRequest;
import dev.assay.v1.CancelEvaluationResponse;

/**
 * Ends an evaluation. What it drew stays drawn: waves that were drawn since left it out, and would
 * speak of another pool if it came back. It is offered after everything else.
 */
public final class CancelEvaluation
    implements Mutation<CancelEvaluationRequest, CancelEvaluationResponse> {

  @Override
  public void validate(CancelEvaluationRequest request, Violations violations) {
    PlanRules.checkId(request.getEvaluationId(), violations);
  }

  @Override
  public CancelEvaluationResponse execute(
      Transaction transaction, CancelEvaluationRequest request) {
    ProjectRow project = Projects.require(transaction, request.getProject());
    EvaluationRow evaluation = Evaluations.require(transaction, project, request.getEvaluationId());
    if (evaluation.state() != EvaluationRow.State.RUNNING) {
      throw new EvaluationOver(evaluation.evaluationId());
    }
    EvaluationSample sample = EvaluationSample.read(transaction, evaluation);
    EvaluationRow.State state =
        sample.isComplete() ? EvaluationRow.State.COMPLETED : EvaluationRow.State.CANCELLED;
    EvaluationEnd.end(transaction, evaluation, state, request.getRequestId());
    transaction.evaluations().offerLast(project.projectId(), evaluation.number());
    EvaluationRow ended = Evaluations.require(transaction, project, request.getEvaluationId());
    return CancelEvaluationResponse.newBuilder()
        .setEvaluation(EvaluationMessages.of(project, EvaluationSample.read(transaction, ended)))
        .build();
  }
}
