package dev.assay.sampling.design.adaptive;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import dev.assay.sampling.Require;
import org.jspecify.annotations.Nullable;

/** Sees to it that proposals and labels take turns. */
final class Turns {

  private @Nullable Proposal open;

  /** Checks that no labels are awaited and that the count makes sense. */
  void checkFree(int count) {
    Require.count(count, 1, Integer.MAX_VALUE, "number of draws");
    if (open != null) {
      throw Require.invalid(
          Reason.LABELS_AWAITED,
          "labels of " + open.size() + " draws are awaited; hand them in before the next proposal");
    }
  }

  /** Opens a proposal and returns it. */
  Proposal open(Proposal proposal) {
    open = proposal;
    return proposal;
  }

  /** Closes the open proposal, whose labels are handed in, and returns it. */
  Proposal close(double[] labels) {
    Proposal closing = open;
    if (closing == null) {
      throw Require.invalid(
          Reason.LABELS_NOT_EXPECTED, "no labels are awaited; ask for a proposal first");
    }
    Require.sameLength(closing.size(), labels.length, "labels");
    Require.finite(labels, "label");
    open = null;
    return closing;
  }

  /** As {@link #close}, for labels that must lie in [0, 1]. */
  Proposal closeShares(double[] labels) {
    for (double label : labels) {
      Require.share(label, "label");
    }
    return close(labels);
  }
}
