package dev.assay.server.store;

/** Up to where a project's journal was added up, and what it came to. */
public record JournalCheckRow(
    long projectId,
    long sequence,
    long ceilingMicros,
    long chargedMicros,
    long heldMicros,
    long adjustedMicros,
    long fundedLabelCount,
    long openAssignmentCount) {

  /** Before the first entry. */
  public static JournalCheckRow first(long projectId) {
    return new JournalCheckRow(projectId, 0, 0, 0, 0, 0, 0, 0);
  }
}
