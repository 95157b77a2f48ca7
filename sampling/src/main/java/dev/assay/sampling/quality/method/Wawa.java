package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.SumGrid;
import dev.assay.sampling.quality.VerdictMethod;
import dev.assay.sampling.quality.Verdicts;

/**
 * Worker agreement with aggregate: one majority vote, then one more in which each annotator's votes
 * weigh as much as the share of them that agreed with the first (Appen's "Worker Agreement with
 * Aggregate", as in crowd-kit).
 *
 * <p>Where the first vote is a tie of m classes, agreement with any of them counts as 1/m:
 * crowd-kit takes the first of a data frame's columns there.
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
    return learn(evidence).verdicts(NAME, evidence.votes());
  }

  Learnt learn(Evidence evidence) {
    VotedClasses shares = new VotedClasses(evidence);
    return learn(evidence, shares, WeightedMajority.agreement(evidence.votes(), shares));
  }

  /** The second vote, where the verdicts of the first are given. */
  public static Verdicts fit(Evidence evidence, int[] majority) {
    return learn(evidence, new VotedClasses(evidence), skills(evidence, majority))
        .verdicts(NAME, evidence.votes());
  }

  private static Learnt learn(Evidence evidence, VotedClasses shares, double[] skills) {
    shares.share(vote -> skills[evidence.votes().annotator(vote)], 1);
    SumGrid grid = SumGrid.upTo(skills.length);
    double sum = 0;
    for (double skill : skills) {
      sum += grid.round(skill);
    }
    double stranger = skills.length == 0 ? 1 : sum / skills.length;
    int classes = evidence.votes().classCount();
    return new Learnt(
        shares, shares.classShares(0), own -> WeightedMajority.row(own, classes, skills, stranger));
  }

  /** The weight of each annotator: the share of the votes that agree with the majority. */
  public static double[] skills(Evidence evidence, int[] majority) {
    return WeightedMajority.agreement(evidence.votes(), (item, label) -> majority[item] == label);
  }
}
