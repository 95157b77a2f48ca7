package dev.assay.reliability.race;

import dev.assay.client.AssayClient;
import dev.assay.client.FailedPreconditionException;
import dev.assay.client.ProjectName;
import dev.assay.v1.Assignment;
import dev.assay.v1.Budget;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.StopReason;
import java.util.List;

/** The budget of a project on a server, asked for through the SDK. */
final class ServedBudget implements Contested {
  static final long PRICE_MICROS = 1_000;

  private final AssayClient client;
  private final ProjectName project;

  ServedBudget(AssayClient client, ProjectName project) {
    this.client = client;
    this.project = project;
  }

  private static String annotator(int caller) {
    return "annotator-" + caller;
  }

  @Override
  public Taken take(int caller, int wanted) {
    NextBatchResponse batch = client.acquisition().nextBatch(project, annotator(caller), wanted);
    boolean limited =
        switch (batch.getStopReason()) {
          case STOP_REASON_UNSPECIFIED,
              STOP_REASON_BUDGET_EXHAUSTED,
              STOP_REASON_BUDGET_FULLY_HELD ->
              true;
          default -> false;
        };
    if (limited
        && batch.getStopReason() == StopReason.STOP_REASON_UNSPECIFIED
        && batch.getAssignmentsCount() != wanted) {
      throw new IllegalStateException("a short batch without a reason: " + batch);
    }
    return new Taken(
        batch.getAssignmentsList().stream().map(Assignment::getToken).toList(), limited);
  }

  @Override
  public void giveBack(int caller, List<String> tokens) {
    client.acquisition().returnAssignments(project, annotator(caller), tokens, "");
  }

  @Override
  public boolean setCeiling(long labels) {
    try {
      client.budget().setCeiling(project, labels * PRICE_MICROS);
      return true;
    } catch (FailedPreconditionException e) {
      return false;
    }
  }

  @Override
  public long committed() {
    Budget budget = client.budget().getBudget(project);
    return (budget.getChargedMicros() + budget.getHeldMicros()) / PRICE_MICROS;
  }
}
