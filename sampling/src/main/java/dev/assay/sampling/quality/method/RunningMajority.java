package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.Verdicts;

/** {@link MajorityVote} between two fits: no annotator's record ever outvotes a majority. */
public final class RunningMajority extends FixedVerdicts {
  private final MajorityVote rule;
  private final double pooledAccuracy;

  /** Begins where a fit of the evidence by the rule has ended. */
  public RunningMajority(MajorityVote rule, Evidence evidence, Verdicts fit) {
    super(evidence);
    this.rule = rule;
    this.pooledAccuracy = fit.annotators().pooledAccuracy();
  }

  @Override
  double[] posterior(int item, int[] own) {
    return rule.row(own, classCount());
  }

  @Override
  public double pooledAccuracy() {
    return pooledAccuracy;
  }
}
