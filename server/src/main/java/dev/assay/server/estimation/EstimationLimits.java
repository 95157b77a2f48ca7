package dev.assay.server.estimation;

/**
 * When an estimate is withheld.
 *
 * @param minLabels the fewest settled items that an estimate may rest on
 * @param maxMissingShare the largest part of the served items that may be without a verdict
 */
public record EstimationLimits(int minLabels, double maxMissingShare) {
  /** The limits that the server uses. */
  public static final EstimationLimits DEFAULT = new EstimationLimits(10, 0.5);
}
