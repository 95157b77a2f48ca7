package dev.assay.server.store;

import dev.assay.v1.BudgetPlan;
import org.jspecify.annotations.Nullable;

/**
 * A project's balance; see the table's columns. Amounts are millionths of its currency.
 *
 * @param plan the default instance when none was set
 */
public record BudgetRow(
    long projectId,
    long ceilingMicros,
    long targetMicros,
    @Nullable Long labelCeiling,
    Spending spent,
    long adjustedMicros,
    long unfundedLabelCount,
    BudgetWatch watch,
    BudgetPlan plan,
    long journalSequence,
    long revision,
    long updatedMillis) {

  /** A budget that nothing was put into. */
  public static BudgetRow empty(long projectId, long nowMillis) {
    return new BudgetRow(
        projectId,
        0,
        0,
        null,
        Spending.NONE,
        0,
        0,
        BudgetWatch.NONE,
        BudgetPlan.getDefaultInstance(),
        0,
        0,
        nowMillis);
  }

  public long chargedMicros() {
    return spent.chargedMicros();
  }

  public long heldMicros() {
    return spent.heldMicros();
  }

  public long fundedLabelCount() {
    return spent.fundedLabelCount();
  }

  public long openAssignmentCount() {
    return spent.openAssignmentCount();
  }

  /**
   * Whether what is committed is within the ceilings and no count negative, as the schema demands.
   */
  public boolean isWithinCaps() {
    return targetMicros <= ceilingMicros
        && spent.committedMicros() <= ceilingMicros
        && (labelCeiling == null || spent.committedCount() <= labelCeiling)
        && unfundedLabelCount >= 0
        && !spent.isNegative();
  }

  /** What can still be held: never negative. */
  public long availableMicros() {
    return ceilingMicros - spent.committedMicros();
  }
}
