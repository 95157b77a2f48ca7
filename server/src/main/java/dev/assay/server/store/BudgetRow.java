package dev.assay.server.store;

/** A project's balance. Amounts are millionths of its currency. */
public record BudgetRow(
    long projectId,
    long ceilingMicros,
    long chargedMicros,
    long heldMicros,
    long fundedLabelCount,
    long openAssignmentCount,
    long unfundedLabelCount,
    long journalSequence,
    long revision,
    long updatedMillis) {

  /** What can still be held: never negative. */
  public long availableMicros() {
    return ceilingMicros - chargedMicros - heldMicros;
  }
}
