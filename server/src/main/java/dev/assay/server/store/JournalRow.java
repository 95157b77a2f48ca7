package dev.assay.server.store;

import dev.assay.v1.JournalEntry;
import dev.assay.v1.Slice;
import org.jspecify.annotations.Nullable;

/**
 * One movement, from the credited account to the debited one, and the balance after it.
 *
 * @param subject the assignment that it is for, or null where it is for none
 */
public record JournalRow(
    long projectId,
    long sequence,
    JournalEntry.Kind kind,
    JournalEntry.Account debit,
    JournalEntry.Account credit,
    long amountMicros,
    After after,
    @Nullable Subject subject,
    Cause cause,
    long createdMillis) {

  /** The balance after a movement. */
  public record After(long ceilingMicros, long chargedMicros, long heldMicros) {}

  /**
   * Why something moved.
   *
   * @param actor who moved it; empty for the annotator, or for the server where there is no request
   * @param reason as the request gives it, or empty
   */
  public record Cause(String actor, String requestId, String reason) {}

  /**
   * The assignment of a movement, and what lines it falls under.
   *
   * @param budgetDay days since 1970 in the plan's time zone: the day of the hold
   */
  public record Subject(long assignmentId, Slice slice, String annotatorId, int budgetDay) {}

  public long ceilingMicros() {
    return after.ceilingMicros();
  }

  public long chargedMicros() {
    return after.chargedMicros();
  }

  public long heldMicros() {
    return after.heldMicros();
  }

  public String actor() {
    return cause.actor();
  }

  public String requestId() {
    return cause.requestId();
  }

  public String reason() {
    return cause.reason();
  }
}
