package dev.assay.server.labels;

import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.LabelRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.Funding;

/**
 * What else an annotator has on the item of a label that came late.
 *
 * @param hasVote a vote that counts: the label can never be one
 * @param hasLabelWaiting another label that waits for budget
 * @param hasLease an open lease: its label will be the vote
 */
record OtherVotes(boolean hasVote, boolean hasLabelWaiting, boolean hasLease) {

  /** Looks at the annotator's other assignments of the item. */
  static OtherVotes of(Transaction transaction, AssignmentRow lease) {
    boolean vote = false;
    boolean waiting = false;
    boolean held = false;
    for (AssignmentRow other :
        transaction.assignments().ofItem(lease.projectId(), lease.ordinal())) {
      if (other.annotatorId().equals(lease.annotatorId())
          && other.assignmentId() != lease.assignmentId()) {
        LabelRow label = transaction.labels().ofAssignment(other.assignmentId());
        vote |= label != null && label.funding() == Funding.FUNDING_FUNDED;
        waiting |= label != null && label.funding() == Funding.FUNDING_UNFUNDED;
        held |= label == null && other.state() == AssignmentRow.State.HELD;
      }
    }
    return new OtherVotes(vote, waiting, held);
  }

  /** How the label is paid for when it comes, given whether it must not be charged now. */
  Funding funding(boolean refused) {
    if (hasVote) {
      return Funding.FUNDING_DUPLICATE;
    }
    return hasLabelWaiting || hasLease || refused
        ? Funding.FUNDING_UNFUNDED
        : Funding.FUNDING_FUNDED;
  }
}
