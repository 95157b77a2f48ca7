package dev.assay.server.store;

import dev.assay.v1.Adjudication.State;
import org.jspecify.annotations.Nullable;

/** One disputed item; see the table's columns. */
public record AdjudicationRow(
    long projectId,
    int ordinal,
    State state,
    int reasons,
    String note,
    int rounds,
    double value,
    String annotatorId,
    long createdMillis,
    @Nullable Long closedMillis) {

  /** The same item in another state, in the hands of an annotator or of nobody. */
  public AdjudicationRow with(
      State newState, int newRounds, String newAnnotatorId, @Nullable Long newClosedMillis) {
    return new AdjudicationRow(
        projectId,
        ordinal,
        newState,
        reasons,
        note,
        newRounds,
        value,
        newAnnotatorId,
        createdMillis,
        newClosedMillis);
  }

  /** The same item for a further reason. */
  public AdjudicationRow with(int moreReasons, String newNote) {
    return new AdjudicationRow(
        projectId,
        ordinal,
        state,
        reasons | moreReasons,
        newNote.isEmpty() ? note : newNote,
        rounds,
        value,
        annotatorId,
        createdMillis,
        closedMillis);
  }

  /** Whether it waits for a decision or has somebody who works on it. */
  public boolean isPending() {
    return state == State.STATE_OPEN || state == State.STATE_ASSIGNED;
  }
}
