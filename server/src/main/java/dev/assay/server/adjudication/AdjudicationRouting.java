package dev.assay.server.adjudication;

import com.google.protobuf.ByteString;
import dev.assay.server.request.SecretNumbers;
import dev.assay.server.store.AdjudicationRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Tables;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.store.WaveItemRow;
import dev.assay.v1.Adjudication.State;
import dev.assay.v1.AdjudicationPolicy;
import dev.assay.v1.AdjudicationReason;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Decides which settled items an adjudicator looks at, by the policy. */
public final class AdjudicationRouting {
  private static final double UNIT = 0x1p-63;

  private final Transaction transaction;
  private final ProjectRow project;
  private final SecretNumbers secrets;
  private final String requestId;

  /**
   * @param requestId the request that brought the votes
   */
  public AdjudicationRouting(
      Transaction transaction, ProjectRow project, SecretNumbers secrets, String requestId) {
    this.transaction = transaction;
    this.project = project;
    this.secrets = secrets;
    this.requestId = requestId;
  }

  /**
   * Routes the item of a settled task, where a rule of the policy says so that has not before. What
   * was decided or contested is left, and so is what will get another vote.
   *
   * @param probability of the verdict, or null where its method gives none
   */
  public void consider(TaskRow settled, @Nullable Double probability) {
    AdjudicationPolicy policy = project.definition().getPolicy().getAdjudication();
    int reasons = reasons(policy, settled, probability);
    if (policy.getAuditShare() > 0 && draw(settled) < policy.getAuditShare()) {
      reasons |= AdjudicationEvents.bit(AdjudicationReason.ADJUDICATION_REASON_AUDIT);
    }
    if (settled.wantedCount() == 0) {
      routeByRule(settled, reasons);
    }
  }

  /** Whether {@link #consider} would route the item, were there no audits. */
  public static boolean isNews(
      Tables tables, ProjectRow project, TaskRow settled, double probability) {
    return settled.wantedCount() == 0
        && isNews(
            tables,
            settled,
            reasons(project.definition().getPolicy().getAdjudication(), settled, probability));
  }

  private static int reasons(
      AdjudicationPolicy policy, TaskRow settled, @Nullable Double probability) {
    int reasons = 0;
    if (settled.agreementCount() < policy.getMinAgreement() * settled.voteCount()) {
      reasons |= AdjudicationEvents.bit(AdjudicationReason.ADJUDICATION_REASON_DISAGREEMENT);
    }
    if (probability != null && probability < policy.getMinProbability()) {
      reasons |= AdjudicationEvents.bit(AdjudicationReason.ADJUDICATION_REASON_LOW_PROBABILITY);
    }
    return reasons;
  }

  private static boolean isNews(Tables tables, TaskRow settled, int reasons) {
    if (reasons == 0) {
      return false;
    }
    AdjudicationRow known = tables.adjudications().find(settled.projectId(), settled.ordinal());
    return known == null || (known.isPending() && (known.reasons() & reasons) != reasons);
  }

  private void routeByRule(TaskRow settled, int reasons) {
    if (isNews(transaction, settled, reasons)) {
      route(settled, reasons, "");
    }
  }

  /**
   * Routes a settled item that was voted on beside a failed gold check, where the policy says so.
   */
  public void considerNeighbour(int ordinal) {
    if (project.definition().getPolicy().getAdjudication().getFailedGoldNeighbours()) {
      TaskRow task = transaction.tasks().find(project.projectId(), ordinal);
      if (task != null && task.isSettled()) {
        routeByRule(
            task,
            AdjudicationEvents.bit(AdjudicationReason.ADJUDICATION_REASON_FAILED_GOLD_NEIGHBOUR));
      }
    }
  }

  /** Routes a settled item that somebody doubts. */
  AdjudicationRow flag(TaskRow task, String note) {
    return route(
        task, AdjudicationEvents.bit(AdjudicationReason.ADJUDICATION_REASON_FLAGGED), note);
  }

  private AdjudicationRow route(TaskRow task, int reasons, String note) {
    AdjudicationRow known = transaction.adjudications().find(project.projectId(), task.ordinal());
    AdjudicationRow row =
        known == null ? open(task, reasons, note) : again(known.with(reasons, note));
    AdjudicationEvents.store(transaction, project, row, requestId);
    return row;
  }

  private AdjudicationRow open(TaskRow task, int reasons, String note) {
    WaveItemRow drawn =
        transaction
            .waves()
            .items(project.projectId(), task.waveNumber(), task.position(), 1)
            .get(0);
    return new AdjudicationRow(
        project.projectId(),
        task.ordinal(),
        State.STATE_OPEN,
        reasons,
        note,
        0,
        1 / drawn.inclusionProbability(),
        "",
        transaction.nowMillis(),
        null);
  }

  /** One that was decided is opened again, or contested where its rounds are used up. */
  private AdjudicationRow again(AdjudicationRow row) {
    if (row.state() != State.STATE_RESOLVED) {
      return row;
    }
    return row.rounds() >= project.definition().getPolicy().getAdjudication().getMaxRounds()
        ? row.with(State.STATE_CONTESTED, row.rounds(), "", transaction.nowMillis())
        : AdjudicationQueue.inDispute(transaction, row, row.rounds());
  }

  private double draw(TaskRow task) {
    byte[] subject =
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
            .putLong(task.projectId())
            .putInt(task.ordinal())
            .array();
    long number =
        secrets.number(transaction, "adjudication audit", ByteString.copyFrom(subject)) >>> 1;
    return number * UNIT;
  }
}
