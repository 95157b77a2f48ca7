package dev.assay.sampling.design.adaptive;

/**
 * Draws of one turn.
 *
 * @param units in the order of the draw; with replacement a unit may be repeated, and may have been
 *     drawn, and labelled, before
 * @param probabilities given the past, aligned: of a round drawn at once the inclusion probability,
 *     of draws one after the other the probability at that draw. Recorded with the label, they are
 *     all that an estimator needs
 */
@SuppressWarnings("ArrayRecordComponent") // handed over to the caller; not compared
public record Proposal(int[] units, double[] probabilities) {

  /** The number of draws. */
  public int size() {
    return units.length;
  }
}
