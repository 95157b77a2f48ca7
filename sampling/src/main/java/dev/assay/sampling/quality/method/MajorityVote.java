package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.AnnotatorQuality;
import dev.assay.sampling.quality.Check;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.LiveVerdicts;
import dev.assay.sampling.quality.VerdictMethod;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.VoteTable;

/**
 * Every vote counts as much as every other: the verdict is the class with the most votes.
 *
 * <p>Its probability is the share of the votes that name it, after the same small number of votes
 * has been added to every class: so many that a lone vote is right with the expected accuracy. With
 * accuracy 1 nothing is added, and a lone vote is certain.
 *
 * @param expectedAccuracy what a lone vote's class is believed with, from 0.75 to 1
 */
public record MajorityVote(double expectedAccuracy) implements VerdictMethod {
  /** The name of the method. */
  public static final String NAME = "majority";

  /** Where probabilities decide what is bought: no lone vote is certain. */
  public static final MajorityVote CAUTIOUS = new MajorityVote(LiveVerdicts.EXPECTED_ACCURACY);

  /** Checks the accuracy. */
  public MajorityVote {
    Check.setting(expectedAccuracy, 0.75, 1, "the expected accuracy");
  }

  /** Probabilities are plain shares of the votes. */
  public MajorityVote() {
    this(1);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Verdicts fit(Evidence evidence) {
    double[] shares = Posteriors.shares(evidence);
    VoteTable votes = evidence.votes();
    int classes = votes.classCount();
    for (int item = 0; item < votes.itemCount(); item++) {
      if (evidence.known(item) == Evidence.UNKNOWN) {
        for (int at = item * classes; at < (item + 1) * classes; at++) {
          shares[at] = probability(shares[at], votes.votesOn(item), classes);
        }
      }
    }
    return Verdicts.of(
        NAME,
        evidence,
        shares,
        Posteriors.classShares(evidence, shares, 0),
        AnnotatorQuality.of(evidence.votes(), shares));
  }

  /** The probability of a class with a share of the votes on an item. */
  double probability(double share, int votes, int classes) {
    double added = (1 - expectedAccuracy) / (expectedAccuracy * classes - 1);
    double all = votes + classes * added;
    return all == 0 ? share : (share * votes + added) / all;
  }
}
