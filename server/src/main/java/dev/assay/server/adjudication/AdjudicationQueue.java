package dev.assay.server.adjudication;

import com.google.protobuf.util.Durations;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.store.AdjudicationRow;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Tables;
import dev.assay.server.store.Transaction;
import dev.assay.v1.Adjudication.State;
import dev.assay.v1.AdjudicationPolicy;
import dev.assay.v1.LabelValue;
import dev.assay.v1.TaskKind;
import java.util.List;

/** Disputed items on their way to an adjudicator and back. */
public final class AdjudicationQueue {
  /** The most open adjudications that are looked at, whether they suit the adjudicator or not. */
  static final int SCAN_LIMIT = 500;

  private AdjudicationQueue() {}

  /**
   * Up to {@code limit} items for the annotator: none for one without the role; escalated ones
   * first, then the most valuable.
   *
   * @param routes whose items the annotator may be given, a bit for each
   */
  public static List<AdjudicationRow> next(
      Transaction transaction, ProjectRow project, AnnotatorRow annotator, long routes, int limit) {
    if (!annotator.adjudicator() || limit == 0) {
      return List.of();
    }
    return transaction
        .adjudications()
        .waiting(
            project.projectId(),
            annotator.annotatorId(),
            routes,
            transaction.nowMillis() - escalationMillis(project),
            limit,
            SCAN_LIMIT);
  }

  /** How long one may wait before it is escalated. */
  static long escalationMillis(ProjectRow project) {
    AdjudicationPolicy policy = project.definition().getPolicy().getAdjudication();
    return policy.hasEscalateAfter()
        ? Durations.toMillis(policy.getEscalateAfter())
        : DEFAULT_ESCALATION_MILLIS;
  }

  /** The wait before escalation where the policy does not say. */
  public static final long DEFAULT_ESCALATION_MILLIS = 24L * 3600 * 1000;

  /** Notes that an adjudicator has the item. */
  public static void lease(Transaction transaction, AdjudicationRow row, String annotatorId) {
    transaction
        .adjudications()
        .put(row.with(State.STATE_ASSIGNED, row.rounds(), annotatorId, null));
  }

  /** Notes that another adjudicator has the lease now. */
  public static void handOver(Transaction transaction, AssignmentRow lease, String annotatorId) {
    AdjudicationRow row = transaction.adjudications().find(lease.projectId(), lease.ordinal());
    if (row != null && row.state() == State.STATE_ASSIGNED) {
      lease(transaction, row, annotatorId);
    }
  }

  /**
   * The item in dispute again: in the hands of whoever still has a lease of it, or of nobody. An
   * owner may have decided it, or given a round up, in between.
   */
  static AdjudicationRow inDispute(Transaction transaction, AdjudicationRow row, int rounds) {
    return transaction.assignments().ofItem(row.projectId(), row.ordinal()).stream()
        .filter(lease -> lease.taskKind() == TaskKind.TASK_KIND_ADJUDICATE)
        .filter(lease -> lease.state() == AssignmentRow.State.HELD)
        .map(lease -> row.with(State.STATE_ASSIGNED, rounds, lease.annotatorId(), null))
        .findFirst()
        .orElseGet(() -> row.with(State.STATE_OPEN, rounds, "", null));
  }

  /** The votes that an adjudicator is shown: in the order of the classes, so of nobody. */
  public static List<LabelValue> shownVotes(Tables tables, ProjectRow project, int ordinal) {
    if (!project.definition().getPolicy().getAdjudication().getShowVotes()) {
      return List.of();
    }
    return tables.labels().answers(project.projectId(), ordinal).stream()
        .sorted()
        .map(LabelSpace.of(project.definition())::value)
        .toList();
  }

  /**
   * Puts an item back whose lease has ended without an answer. One that was given back has been
   * looked at: that is a round.
   */
  public static void putBack(Transaction transaction, AssignmentRow lease, boolean wasLookedAt) {
    AdjudicationRow row = transaction.adjudications().find(lease.projectId(), lease.ordinal());
    if (row == null || row.state() != State.STATE_ASSIGNED) {
      return;
    }
    ProjectRow project = transaction.projects().get(lease.projectId());
    Decisions.undecided(
        transaction, project, row, wasLookedAt ? row.rounds() + 1 : row.rounds(), "");
  }
}
