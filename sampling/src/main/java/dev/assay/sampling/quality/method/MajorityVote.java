package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.AnnotatorQuality;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.VerdictMethod;
import dev.assay.sampling.quality.Verdicts;

/**
 * Every vote counts as much as every other: the verdict is the class with the most votes, and its
 * probability the share of the votes that name it.
 */
public record MajorityVote() implements VerdictMethod {
  /** The name of the method. */
  public static final String NAME = "majority";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Verdicts fit(Evidence evidence) {
    double[] shares = Posteriors.shares(evidence);
    return Verdicts.of(
        NAME,
        evidence,
        shares,
        Posteriors.classShares(evidence, shares, 0),
        AnnotatorQuality.of(evidence.votes(), shares));
  }
}
