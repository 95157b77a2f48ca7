package dev.assay.server.store;

/**
 * What is spent and reserved under a cap; also a change of it, whose numbers may be negative.
 *
 * @param chargedMicros what labels have cost, in millionths of the currency
 * @param heldMicros what open assignments reserve
 * @param fundedLabelCount labels that were charged
 * @param openAssignmentCount assignments that hold budget
 * @param labelingMillis the time that annotators report
 */
public record Spending(
    long chargedMicros,
    long heldMicros,
    long fundedLabelCount,
    long openAssignmentCount,
    long labelingMillis) {
  public static final Spending NONE = new Spending(0, 0, 0, 0, 0);

  /** Charges and holds. */
  public long committedMicros() {
    return Math.addExact(chargedMicros, heldMicros);
  }

  /** Funded labels and open assignments. */
  public long committedCount() {
    return fundedLabelCount + openAssignmentCount;
  }

  /** The sum; throws {@link ArithmeticException} rather than overflow. */
  public Spending plus(Spending change) {
    return new Spending(
        Math.addExact(chargedMicros, change.chargedMicros),
        Math.addExact(heldMicros, change.heldMicros),
        Math.addExact(fundedLabelCount, change.fundedLabelCount),
        Math.addExact(openAssignmentCount, change.openAssignmentCount),
        Math.addExact(labelingMillis, change.labelingMillis));
  }

  public boolean isNegative() {
    return chargedMicros < 0
        || heldMicros < 0
        || fundedLabelCount < 0
        || openAssignmentCount < 0
        || labelingMillis < 0;
  }
}
