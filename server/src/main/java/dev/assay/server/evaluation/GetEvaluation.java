package dev.assay.server.evaluation;

import dev.assay.server.request.Levels;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.EvaluationEstimate;
import dev.assay.v1.EvaluationMetric;
import dev.assay.v1.EvaluationMode;
import dev.assay.v1.GetEvaluationRequest;
import dev.assay.v1.GetEvaluationResponse;

/** How far an evaluation is, and what its labels say. */
public final class GetEvaluation implements Query<GetEvaluationRequest, GetEvaluationResponse> {
  private final Store store;

  public GetEvaluation(Store store) {
    this.store = store;
  }

  @Override
  public void validate(GetEvaluationRequest request, Violations violations) {
    PlanRules.checkId(request.getEvaluationId(), violations);
    violations.require(
        request.getMode() != EvaluationMode.UNRECOGNIZED, "mode", "is not known to this server");
    Levels.check(request.getLevelsList(), violations);
  }

  @Override
  public GetEvaluationResponse answer(GetEvaluationRequest request) {
    return store.read(tables -> get(tables, request));
  }

  private static GetEvaluationResponse get(Tables tables, GetEvaluationRequest request) {
    ProjectRow project = Projects.require(tables, request.getProject());
    EvaluationSample sample =
        EvaluationSample.read(
            tables, Evaluations.require(tables, project, request.getEvaluationId()));
    EvaluationAnswers answers =
        new EvaluationAnswers(
            sample,
            project.definition().getLabelSchema().getClassNamesList(),
            request.getMode(),
            Levels.orDefault(request.getLevelsList()));
    GetEvaluationResponse.Builder response =
        GetEvaluationResponse.newBuilder().setEvaluation(EvaluationMessages.of(project, sample));
    for (EvaluationMetric metric : sample.evaluation().definition().getPlan().getMetricsList()) {
      response.addEstimates(
          EvaluationEstimate.newBuilder().setMetric(metric).setEstimate(answers.estimate(metric)));
    }
    return response.build();
  }
}
