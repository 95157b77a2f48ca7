package dev.assay.server.store;

import dev.assay.v1.Slice;
import org.jspecify.annotations.Nullable;

/** A served item and the votes that it still needs; see the table's columns. */
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
    @Nullable Integer settledSequence) {

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
        newSettledSequence);
  }

  public boolean isSettled() {
    return verdict != null;
  }
}
