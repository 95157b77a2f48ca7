package dev.assay.server.acquisition;

import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.GoldCheckRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.TaskKind;
import org.jspecify.annotations.Nullable;

/** The checks behind leases of gold items. */
final class GoldChecks {
  /** Of a check from before places were noted: it does not wait. */
  private static final GoldCheckRow.Place NOWHERE =
      new GoldCheckRow.Place(0, 0, TaskKind.TASK_KIND_LABEL, GoldCheckRow.State.GRANTED);

  private GoldChecks() {}

  /** A check that its annotator has under that lease, and that nobody waits for. */
  static GoldCheckRow granted(AssignmentRow lease, GoldCheckRow.Place place) {
    return of(
        lease, lease.annotatorId(), place.in(GoldCheckRow.State.GRANTED), lease.createdMillis());
  }

  /**
   * Makes the check of a lease another annotator's. Whoever hands it over was not shown it: the
   * item can check them, or stand for others, again. It goes on waiting where it did.
   */
  static void handOver(Transaction transaction, AssignmentRow lease, String newAnnotatorId) {
    GoldCheckRow check = check(transaction, lease, lease.annotatorId());
    boolean isOfLease = check != null && check.assignmentId() == lease.assignmentId();
    if (isOfLease) {
      transaction.gold().handOverCheck(lease.projectId(), lease.annotatorId(), lease.ordinal());
    }
    if (!holds(transaction, check(transaction, lease, newAnnotatorId))) {
      GoldCheckRow.Place place =
          isOfLease ? placeOf(check) : placeOf(check).in(GoldCheckRow.State.GRANTED);
      transaction.gold().grantCheck(of(lease, newAnnotatorId, place, transaction.nowMillis()));
    }
  }

  private static boolean holds(Transaction transaction, @Nullable GoldCheckRow check) {
    AssignmentRow lease =
        check == null ? null : transaction.assignments().find(check.assignmentId());
    return lease != null && lease.state() == AssignmentRow.State.HELD;
  }

  /**
   * Whether the lease is of a check that the annotator has had before, in a project where no two
   * annotators are asked about an item. No transfer of ordinary work is refused for what the new
   * annotator has, then, so this one is not either: they answer it once more, to no effect.
   */
  static boolean isOfAnother(
      Transaction transaction, ProjectRow project, AssignmentRow lease, String annotatorId) {
    if (lease.taskKind() != TaskKind.TASK_KIND_GOLD
        || project.definition().getPolicy().getMaxVotes() > 1) {
      return false;
    }
    GoldCheckRow had = check(transaction, lease, annotatorId);
    return had != null
        && !had.place().isAt(placeOf(check(transaction, lease, lease.annotatorId())));
  }

  private static @Nullable GoldCheckRow check(
      Transaction transaction, AssignmentRow lease, String annotatorId) {
    return transaction.gold().check(lease.projectId(), annotatorId, lease.ordinal());
  }

  private static GoldCheckRow.Place placeOf(@Nullable GoldCheckRow check) {
    return check == null ? NOWHERE : check.place();
  }

  private static GoldCheckRow of(
      AssignmentRow lease, String annotatorId, GoldCheckRow.Place place, long nowMillis) {
    return new GoldCheckRow(
        lease.projectId(),
        annotatorId,
        lease.ordinal(),
        lease.assignmentId(),
        place,
        null,
        null,
        nowMillis,
        null);
  }
}
