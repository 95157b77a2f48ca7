package dev.assay.server.acquisition;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import dev.assay.sampling.SeededStream;
import dev.assay.server.adjudication.AdjudicationQueue;
import dev.assay.server.annotator.WorkPermit;
import dev.assay.server.budget.Ledger;
import dev.assay.server.gold.BlindTimes;
import dev.assay.server.project.PolicyRules;
import dev.assay.server.request.AssignmentTokens;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Fingerprint;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.PrepareAgain;
import dev.assay.server.request.Projects;
import dev.assay.server.request.SecretNumbers;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.Assignment;
import dev.assay.v1.LabelValue;
import dev.assay.v1.NextBatchRequest;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.StopAdvice;
import dev.assay.v1.StopDecision;
import dev.assay.v1.StopReason;
import dev.assay.v1.TaskKind;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Leases the next items to one annotator.
 *
 * <p>Everything is one transaction: leases that are due end, the batch is mixed from the waiting
 * votes and the open waves, its holds, assignments and audit event are written. The cost depends on
 * the batch, not on the pool. Waves are drawn in the background before.
 */
public final class NextBatch implements Mutation<NextBatchRequest, NextBatchResponse> {
  /** The most assignments in one batch. */
  public static final int MAX_ASSIGNMENTS = 500;

  /** The size of a batch that does not say. */
  public static final int DEFAULT_ASSIGNMENTS = 10;

  private final WavePlanner planner;
  private final UnservedCounts unserved;
  private final Waves waves;
  private final SecretNumbers secrets;
  private final BlindTimes times = new BlindTimes();

  public NextBatch(
      WavePlanner planner, UnservedCounts unserved, Waves waves, SecretNumbers secrets) {
    this.planner = planner;
    this.unserved = unserved;
    this.waves = waves;
    this.secrets = secrets;
  }

  @Override
  public void validate(NextBatchRequest request, Violations violations) {
    FieldRules.inRange(
        request.getMaxAssignments(), 0, MAX_ASSIGNMENTS, "max_assignments", violations);
    if (request.hasLease()) {
      FieldRules.duration(
          request.getLease(),
          PolicyRules.MIN_LEASE_MILLIS,
          PolicyRules.MAX_LEASE_MILLIS,
          "lease",
          violations);
    }
  }

  @Override
  public CompletableFuture<Void> prepare(NextBatchRequest request) {
    return planner.prepare(request.getProject(), wanted(request));
  }

  @Override
  public boolean validateOnly(NextBatchRequest request) {
    return request.getValidateOnly();
  }

  @Override
  public long answerStepMillis(NextBatchRequest request) {
    return times.stepMillis(request.getProject());
  }

  @Override
  public NextBatchResponse execute(Transaction transaction, NextBatchRequest request) {
    ProjectRow project = Projects.requireActive(transaction, request.getProject());
    times.see(project);
    long projectId = project.projectId();
    Leases.expireDue(transaction, projectId);

    WorkPermit permit =
        WorkPermit.of(
            transaction,
            project,
            request.getAnnotatorId(),
            wanted(request),
            transaction.nowMillis());
    int wanted = permit.maxAssignments();
    Ledger ledger = Ledger.open(transaction, projectId, request.getRequestId());
    StopDecision decision = planner.stopAdvices().last(transaction, project);
    BatchMix mix =
        new BatchMix(
            transaction,
            project,
            permit,
            ledger,
            secrets,
            () -> monitorChance(transaction, request),
            decision);
    mix.fill(wanted);
    Stop stop = mix.picks().size() == wanted ? Stop.of(permit.stopReason()) : mix.stop();

    requirePrepared(mix, stop);
    SeededStream chance = chance(transaction, request, mix.picks().size());
    BatchGrant grant = new BatchGrant(transaction, project, request, stop, chance);
    List<BatchGrant.Leased> leased = grant.lease(ledger, mix, leaseMillis(project, request));
    ledger.close();
    int left = grant.serve(mix);
    if (mix.endsWaves()) {
      waves.withdraw(transaction, projectId, request.getRequestId());
      left = 0;
    }
    tellPlanner(transaction, projectId, left, mix.lastDrawCount());

    NextBatchResponse.Builder response =
        NextBatchResponse.newBuilder().setStopReason(stop.reason()).setStopLine(stop.line());
    tell(mix.scoreAge(), project, decision, response);
    AssignmentTokens tokens = AssignmentTokens.of(transaction);
    // What comes next does so for every annotator, but for the checks: shown for several, it would
    // tell them apart at no cost.
    boolean showsItems = !request.getValidateOnly() || !project.definition().getPolicy().hasGold();
    for (BatchGrant.Leased lease : leased) {
      response.addAssignments(
          Assignment.newBuilder()
              .addAllVotes(shownVotes(transaction, project, lease.pick()))
              .setToken(
                  request.getValidateOnly()
                      ? ""
                      : tokens.token(lease.assignmentId(), projectId, transaction.nowMillis()))
              .setItemId(showsItems ? lease.pick().itemId() : "")
              .setPriceMicros(lease.pick().priceMicros())
              .setExpireTime(
                  Timestamps.fromMillis(grant.expireMillis(leaseMillis(project, request)))));
    }
    Long retryMillis =
        stop.reason() == permit.stopReason()
            ? permit.retryMillis()
            : stop.retryMillis(transaction, projectId);
    if (retryMillis != null) {
      response.setRetryDelay(Durations.fromMillis(retryMillis));
    }
    return response.build();
  }

  /** Asks to be called again where the next wave is still being drawn and there is nothing else. */
  private static void requirePrepared(BatchMix mix, Stop stop) {
    if (mix.picks().isEmpty()
        && mix.ahead().passed().isEmpty()
        && stop.reason() == StopReason.STOP_REASON_WAVE_PENDING
        && !mix.endsWaves()) {
      throw new PrepareAgain(
          NextBatchResponse.newBuilder()
              .setStopReason(stop.reason())
              .setRetryDelay(Durations.fromMillis(Stop.WAVE_RETRY_MILLIS))
              .build());
    }
  }

  /** What a batch says of the moment: how old its scores are, and whether to go on. */
  private static void tell(
      ScoreAge age, ProjectRow project, StopDecision decision, NextBatchResponse.Builder response) {
    tellAge(age, response);
    if (decision.getAdvice() != StopAdvice.STOP_ADVICE_UNSPECIFIED) {
      response.setDirective(StopAdvices.directive(project, decision));
    }
  }

  private static void tellAge(ScoreAge age, NextBatchResponse.Builder response) {
    ScoreSetRow scores = age.scores();
    if (scores != null) {
      response
          .setModelVersion(scores.modelVersion())
          .setScoreAge(Durations.fromMillis(age.millis()))
          .setScoresStale(age.isStale());
    }
  }

  /** Secret random numbers of this batch; any, where its order leaves nothing to draw. */
  private SeededStream chance(Transaction transaction, NextBatchRequest request, int pickCount) {
    return new SeededStream(
        pickCount > 1
            ? secrets.number(transaction, "NextBatch", Fingerprint.of("NextBatch", request))
            : 0);
  }

  /** A secret number of this batch that rounds the share of evaluations. */
  private double monitorChance(Transaction transaction, NextBatchRequest request) {
    return new SeededStream(
            secrets.number(transaction, "MonitorShare", Fingerprint.of("NextBatch", request)))
        .nextUnit();
  }

  private void tellPlanner(Transaction transaction, long projectId, int left, int lastDrawCount) {
    transaction.afterCommit(
        () -> {
          unserved.set(projectId, left);
          if (WaveSizing.isLow(left, lastDrawCount)) {
            planner.planAhead(projectId);
          }
        });
  }

  private static List<LabelValue> shownVotes(
      Transaction transaction, ProjectRow project, Pick pick) {
    return pick.taskKind() == TaskKind.TASK_KIND_ADJUDICATE
        ? AdjudicationQueue.shownVotes(transaction, project, pick.drawn().ordinal())
        : List.of();
  }

  private static int wanted(NextBatchRequest request) {
    return request.getMaxAssignments() == 0 ? DEFAULT_ASSIGNMENTS : request.getMaxAssignments();
  }

  private static long leaseMillis(ProjectRow project, NextBatchRequest request) {
    return Durations.toMillis(
        request.hasLease() ? request.getLease() : project.definition().getPolicy().getLease());
  }
}
