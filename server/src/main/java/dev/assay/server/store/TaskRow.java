package dev.assay.server.store;

import dev.assay.v1.Slice;
import org.jspecify.annotations.Nullable;

/**
 * A served item and the votes that it still needs; see the table's columns.
 *
 * @param route the tags that the item requires; see {@link ItemRow}
 * @param passedOver whether it waits for its first lease, because whoever it was served to first
 *     does not have the tags
 */
public record TaskRow(
    long projectId,
    int ordinal,
    long waveNumber,
    int position,
    Slice slice,
    int voteCount,
    int openCount,
    int wantedCount,
    @Nullable String verdict,
    int agreementCount,
    @Nullable Integer settledSequence,
    int route,
    boolean passedOver) {

  /** The same task with other votes. */
  public TaskRow with(
      int newVoteCount,
      int newOpenCount,
      int newWantedCount,
      @Nullable String newVerdict,
      int newAgreementCount,
      @Nullable Integer newSettledSequence) {
    return new TaskRow(
        projectId,
        ordinal,
        waveNumber,
        position,
        slice,
        newVoteCount,
        newOpenCount,
        newWantedCount,
        newVerdict,
        newAgreementCount,
        newSettledSequence,
        route,
        passedOver && newOpenCount == 0);
  }

  /** The same task of an item that requires other tags. */
  public TaskRow on(int newRoute) {
    return new TaskRow(
        projectId,
        ordinal,
        waveNumber,
        position,
        slice,
        voteCount,
        openCount,
        wantedCount,
        verdict,
        agreementCount,
        settledSequence,
        newRoute,
        passedOver);
  }

  public boolean isSettled() {
    return verdict != null;
  }
}
