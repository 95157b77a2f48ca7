package dev.assay.server.store;

import dev.assay.v1.Slice;
import dev.assay.v1.TaskKind;
import org.jspecify.annotations.Nullable;

/** One lease; see the table's columns. */
public record AssignmentRow(
    long assignmentId,
    long projectId,
    int ordinal,
    long waveNumber,
    int position,
    String annotatorId,
    TaskKind taskKind,
    Slice slice,
    long priceMicros,
    State state,
    long createdMillis,
    long expireMillis,
    long grantedSequence,
    @Nullable Long closedSequence) {

  /** Where an assignment is in its life. */
  public enum State {
    HELD,
    LABELED,
    RETURNED,
    EXPIRED
  }

  public AssignmentRow withAnnotatorId(String id) {
    return new AssignmentRow(
        assignmentId,
        projectId,
        ordinal,
        waveNumber,
        position,
        id,
        taskKind,
        slice,
        priceMicros,
        state,
        createdMillis,
        expireMillis,
        grantedSequence,
        closedSequence);
  }

  public AssignmentRow closed(State how, long sequence) {
    return new AssignmentRow(
        assignmentId,
        projectId,
        ordinal,
        waveNumber,
        position,
        annotatorId,
        taskKind,
        slice,
        priceMicros,
        how,
        createdMillis,
        expireMillis,
        grantedSequence,
        (Long) sequence);
  }
}
