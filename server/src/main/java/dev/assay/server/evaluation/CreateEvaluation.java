package dev.assay.server.evaluation;

import dev.assay.server.audit.AuditLog;
import dev.assay.server.failure.EvaluationExists;
import dev.assay.server.failure.EvaluationRunning;
import dev.assay.server.pool.PoolIndexes;
import dev.assay.server.project.WaveWithdrawal;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Violations;
import dev.assay.server.store.EvaluationRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.server.store.Transaction;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.CreateEvaluationRequest;
import dev.assay.v1.CreateEvaluationResponse;
import dev.assay.v1.EvaluationCreated;
import dev.assay.v1.EvaluationPlan;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Makes an evaluation and draws its first round, which is computed before the transaction. */
public final class CreateEvaluation
    implements Mutation<CreateEvaluationRequest, CreateEvaluationResponse> {
  private final RoundPreparer preparer;
  private final RoundOpening opening;
  private final Executor executor;
  private final PreparedWork<CreateEvaluationRequest, RoundPreparer.Beginning> prepared =
      new PreparedWork<>();

  /**
   * Over a store.
   *
   * @param executor draws the rounds
   */
  public CreateEvaluation(
      Store store,
      PoolIndexes indexes,
      WaveWithdrawal openWaves,
      RoundSeeds seeds,
      Executor executor) {
    this.preparer = new RoundPreparer(store, indexes, seeds);
    this.opening = new RoundOpening(indexes, openWaves);
    this.executor = executor;
  }

  @Override
  public void validate(CreateEvaluationRequest request, Violations violations) {
    if (!request.getEvaluationId().isEmpty()) {
      PlanRules.checkId(request.getEvaluationId(), violations);
    }
    FieldRules.modelVersion(request.getModelVersion(), 0, "model_version", violations);
    PlanRules.check(request.getPlan(), violations);
  }

  @Override
  public boolean validateOnly(CreateEvaluationRequest request) {
    return request.getValidateOnly();
  }

  @Override
  public CompletableFuture<Void> prepare(CreateEvaluationRequest request) {
    return CompletableFuture.runAsync(
        () -> prepared.prepare(request, () -> begin(request)), executor);
  }

  private RoundPreparer.Beginning begin(CreateEvaluationRequest request) {
    EvaluationPlan plan = PlanRules.complete(request.getPlan());
    PoolMoment moment = preparer.read(tables -> moment(tables, request, plan));
    return preparer.begin(moment, plan, request.getModelVersion());
  }

  private static PoolMoment moment(
      Tables tables, CreateEvaluationRequest request, EvaluationPlan plan) {
    ProjectRow project = Projects.requireActive(tables, request.getProject());
    PlanRules.checkSchema(project, plan);
    return PoolMoment.read(tables, project, plan);
  }

  @Override
  public CreateEvaluationResponse execute(
      Transaction transaction, CreateEvaluationRequest request) {
    RoundPreparer.Beginning beginning = prepared.take(request);
    ProjectRow project = Projects.requireActive(transaction, request.getProject());
    long projectId = project.projectId();
    List<EvaluationRow> newest = transaction.evaluations().list(projectId, Integer.MAX_VALUE, 1);
    int number = newest.isEmpty() ? 1 : newest.get(0).number() + 1;
    String id = request.getEvaluationId().isEmpty() ? "e" + number : request.getEvaluationId();
    if (transaction.evaluations().find(projectId, id) != null) {
      throw new EvaluationExists(id);
    }
    EvaluationRow evaluation =
        new EvaluationRow(
            projectId,
            number,
            id,
            EvaluationRow.State.RUNNING,
            beginning.round().scores().scoreSetId(),
            beginning.definition(),
            transaction.nowMillis());
    if (request.getValidateOnly()) {
      return CreateEvaluationResponse.newBuilder()
          .setEvaluation(EvaluationMessages.of(project, evaluation))
          .build();
    }
    EvaluationRow running =
        EvaluationEnd.completeRunning(transaction, projectId, request.getRequestId());
    if (running != null) {
      throw new EvaluationRunning(running.evaluationId());
    }
    transaction.evaluations().insert(evaluation);
    AuditLog.append(
        transaction,
        projectId,
        request.getRequestId(),
        AuditEvent.newBuilder()
            .setEvaluationCreated(
                EvaluationCreated.newBuilder()
                    .setEvaluation(EvaluationMessages.of(project, evaluation))));
    opening.open(transaction, evaluation, beginning.round(), request.getRequestId());
    return CreateEvaluationResponse.newBuilder()
        .setEvaluation(
            EvaluationMessages.of(project, EvaluationSample.read(transaction, evaluation)))
        .build();
  }
}
