package dev.assay.server.evaluation;

import dev.assay.server.failure.EvaluationOver;
import dev.assay.server.failure.EvaluationPoolChanged;
import dev.assay.server.pool.PoolIndexes;
import dev.assay.server.project.WaveWithdrawal;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Violations;
import dev.assay.server.store.EvaluationRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.server.store.Transaction;
import dev.assay.v1.AdvanceEvaluationRequest;
import dev.assay.v1.AdvanceEvaluationResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Draws the next round of an evaluation, which is computed before the transaction. */
public final class AdvanceEvaluation
    implements Mutation<AdvanceEvaluationRequest, AdvanceEvaluationResponse> {
  private final RoundPreparer preparer;
  private final RoundOpening opening;
  private final Executor executor;
  private final PreparedWork<AdvanceEvaluationRequest, PreparedRound> prepared =
      new PreparedWork<>();

  /** Over a store; parameters as of {@link CreateEvaluation}. */
  public AdvanceEvaluation(
      Store store,
      PoolIndexes indexes,
      WaveWithdrawal openWaves,
      RoundSeeds seeds,
      Executor executor) {
    this.preparer = new RoundPreparer(store, indexes, seeds);
    this.opening = new RoundOpening(indexes, openWaves);
    this.executor = executor;
  }

  /** What the next round is drawn from. */
  private record Ground(PoolMoment moment, EvaluationRow evaluation, EvaluationSample sample) {}

  @Override
  public void validate(AdvanceEvaluationRequest request, Violations violations) {
    PlanRules.checkId(request.getEvaluationId(), violations);
  }

  @Override
  public CompletableFuture<Void> prepare(AdvanceEvaluationRequest request) {
    return CompletableFuture.runAsync(
        () -> prepared.prepare(request, () -> draw(request)), executor);
  }

  private PreparedRound draw(AdvanceEvaluationRequest request) {
    Ground ground = preparer.read(tables -> ground(tables, request));
    return preparer.advance(ground.moment(), ground.evaluation(), ground.sample());
  }

  private static Ground ground(Tables tables, AdvanceEvaluationRequest request) {
    ProjectRow project = Projects.requireActive(tables, request.getProject());
    EvaluationRow evaluation = Evaluations.require(tables, project, request.getEvaluationId());
    EvaluationSample sample = EvaluationSample.read(tables, evaluation);
    requireRoundLeft(evaluation, sample.rounds().size());
    return new Ground(
        PoolMoment.read(tables, project, evaluation.definition().getPlan()), evaluation, sample);
  }

  private static void requireRoundLeft(EvaluationRow evaluation, int roundCount) {
    if (evaluation.state() != EvaluationRow.State.RUNNING
        || roundCount >= evaluation.definition().getRoundSizesCount()) {
      throw new EvaluationOver(evaluation.evaluationId());
    }
  }

  @Override
  public AdvanceEvaluationResponse execute(
      Transaction transaction, AdvanceEvaluationRequest request) {
    PreparedRound round = prepared.take(request);
    ProjectRow project = Projects.requireActive(transaction, request.getProject());
    EvaluationRow evaluation = Evaluations.require(transaction, project, request.getEvaluationId());
    int roundCount =
        transaction.evaluations().rounds(project.projectId(), evaluation.number()).size();
    requireRoundLeft(evaluation, roundCount);
    if (round.inputs().getRound() != roundCount + 1) {
      throw new EvaluationPoolChanged(); // another request has drawn this round
    }
    opening.open(transaction, evaluation, round, request.getRequestId());
    return AdvanceEvaluationResponse.newBuilder()
        .setEvaluation(
            EvaluationMessages.of(project, EvaluationSample.read(transaction, evaluation)))
        .build();
  }
}
