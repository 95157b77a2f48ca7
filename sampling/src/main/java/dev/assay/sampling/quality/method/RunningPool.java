package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.Evidence;

/**
 * A {@link Pool} between two fits: what was learnt of the annotators stays that of the last fit,
 * and the probabilities of an item are made anew from its votes, as a fit would with that.
 */
public final class RunningPool extends FixedVerdicts {
  private final Pool pool;

  /** Begins where a fit of the evidence has ended. */
  public RunningPool(Evidence evidence, Pool pool) {
    super(evidence);
    this.pool = pool;
  }

  @Override
  double[] posterior(int item, int[] own) {
    return pool.row(own);
  }

  @Override
  public double pooledAccuracy() {
    return pool.verdicts().annotators().pooledAccuracy();
  }
}
