package dev.assay.server.estimation;

import dev.assay.v1.WithheldEstimate;

/**
 * When an estimate is withheld.
 *
 * @param minLabels the fewest settled items that an estimate may rest on
 * @param maxMissingShare the largest part of the served items that may be without a verdict
 */
public record EstimationLimits(int minLabels, double maxMissingShare) {
  /** The limits that the server uses. */
  public static final EstimationLimits DEFAULT = new EstimationLimits(10, 0.5);

  /** Whether so many of the served items are without a verdict that no estimate is given. */
  boolean areTooMany(int missing, int served) {
    return missing > maxMissingShare * served;
  }

  /** Why it is not given then. */
  WithheldEstimate tooManyMissing(int missing, int served) {
    return EstimateBuilder.reason(
        WithheldEstimate.Reason.REASON_TOO_MANY_MISSING,
        missing + " of " + served + " served items have no verdict yet; wait for them");
  }
}
