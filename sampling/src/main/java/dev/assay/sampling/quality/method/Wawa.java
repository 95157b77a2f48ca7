package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.AnnotatorQuality;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.VerdictMethod;
import dev.assay.sampling.quality.Verdicts;

/**
 * Worker agreement with aggregate: one majority vote, then one more in which each annotator's votes
 * weigh as much as the share of them that agreed with the first (Appen's "Worker Agreement with
 * Aggregate", as in crowd-kit).
 */
public record Wawa() implements VerdictMethod {
  /** The name of the method. */
  public static final String NAME = "wawa";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Verdicts fit(Evidence evidence) {
    return fit(evidence, Posteriors.greatest(evidence, Posteriors.shares(evidence)));
  }

  /** The second vote, where the verdicts of the first are given. */
  public static Verdicts fit(Evidence evidence, int[] majority) {
    double[] shares = WeightedMajority.shares(evidence, skills(evidence, majority));
    return Verdicts.of(
        NAME,
        evidence,
        shares,
        Posteriors.classShares(evidence, shares, 0),
        AnnotatorQuality.of(evidence.votes(), shares));
  }

  /** The weight of each annotator: the share of the votes that agree with the majority. */
  public static double[] skills(Evidence evidence, int[] majority) {
    return WeightedMajority.agreement(evidence.votes(), majority);
  }
}
