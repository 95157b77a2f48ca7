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
    double[] row = new double[classCount()];
    int votes = own.length / 2;
    for (int i = 0; i < own.length; i += 2) {
      row[own[i + 1]]++;
    }
    for (int label = 0; label < row.length; label++) {
      row[label] =
          votes == 0 ? 1.0 / row.length : rule.probability(row[label] / votes, votes, row.length);
    }
    return row;
  }

  @Override
  public double pooledAccuracy() {
    return pooledAccuracy;
  }
}
