package dev.assay.server.labels;

import dev.assay.server.budget.Refusal;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.LabelRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.Funding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What else an annotator has on the item of a label that came late.
 *
 * @param hasFunded another vote that counts: the label can never be one
 * @param hasPending an open lease, or another label that waits: the label may become one
 */
record OtherVotes(boolean hasFunded, boolean hasPending) {

  /**
   * Looks at the annotator's other assignments of the item.
   *
   * @param labeled assignments that the same call has labelled already
   */
  static OtherVotes of(Transaction transaction, AssignmentRow lease, List<Long> labeled) {
    boolean funded = false;
    boolean pending = false;
    for (AssignmentRow other :
        transaction.assignments().ofItem(lease.projectId(), lease.ordinal())) {
      if (!other.annotatorId().equals(lease.annotatorId())
          || other.assignmentId() == lease.assignmentId()) {
        continue;
      }
      if (other.state() == AssignmentRow.State.LABELED || labeled.contains(other.assignmentId())) {
        funded |= isFunded(transaction, other);
        pending = true;
      }
      pending |= other.state() == AssignmentRow.State.HELD;
    }
    return new OtherVotes(funded, pending);
  }

  private static boolean isFunded(Transaction transaction, AssignmentRow other) {
    return transaction
        .labels()
        .list(other.projectId(), 0, other.ordinal(), Funding.FUNDING_FUNDED, Integer.MAX_VALUE)
        .stream()
        .map(LabelRow::assignmentId)
        .anyMatch(id -> id == other.assignmentId());
  }

  /** How the label is paid for when it comes, given why it cannot be charged. */
  Funding funding(@Nullable Refusal refusal) {
    if (hasFunded) {
      return Funding.FUNDING_DUPLICATE;
    }
    return hasPending || refusal != null ? Funding.FUNDING_UNFUNDED : Funding.FUNDING_FUNDED;
  }
}
