package dev.assay.sampling.design.adaptive;

/**
 * A design that takes turns with the labelling: {@link #propose}, {@link #observe}, and again.
 *
 * <p>An instance is one run over one population; it is not safe for use by several threads. The
 * same turns in the same order, from the same seed, propose the same draws, so that a run is
 * recomputed from its record.
 */
public interface AdaptiveDesign {

  /** The name that records and commands know the design by. */
  String name();

  /**
   * Proposes the next draws, from the labels so far.
   *
   * @param count how many are wanted, at least 1; fewer come where fewer units are left, and a
   *     Poisson round draws that many on average only
   * @throws dev.assay.sampling.InvalidDesignInputException {@code LABELS_AWAITED} where the labels
   *     of the last proposal have not been handed in
   */
  Proposal propose(int count);

  /**
   * Hands in the labels of the last proposal.
   *
   * @param labels of its units, aligned: what they mean (a loss, an outcome) the design says
   * @throws dev.assay.sampling.InvalidDesignInputException {@code LABELS_NOT_EXPECTED} where no
   *     proposal is open, {@code LENGTH_MISMATCH} or {@code VALUE_NOT_FINITE}
   */
  void observe(double[] labels);
}
