package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.Check;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.LiveVerdicts;
import dev.assay.sampling.quality.VerdictMethod;
import dev.assay.sampling.quality.Verdicts;

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
    return learn(evidence).verdicts(NAME, evidence.votes());
  }

  Learnt learn(Evidence evidence) {
    VotedClasses shares = new VotedClasses(evidence);
    int classes = shares.classCount();
    shares.add(added(classes));
    return new Learnt(shares, shares.classShares(0), own -> row(own, classes));
  }

  /**
   * The probabilities of an item whose votes are given.
   *
   * @param own annotator and class of each vote, in turn
   */
  double[] row(int[] own, int classes) {
    double[] row = new double[classes];
    int votes = own.length / 2;
    for (int i = 0; i < own.length; i += 2) {
      row[own[i + 1]]++;
    }
    for (int label = 0; label < classes; label++) {
      row[label] = votes == 0 ? 1.0 / classes : probability(row[label] / votes, votes, classes);
    }
    return row;
  }

  /** The probability of a class with a share of the votes on an item. */
  private double probability(double share, int votes, int classes) {
    double added = added(classes);
    double all = votes + classes * added;
    return all == 0 ? share : (share * votes + added) / all;
  }

  /** How many votes are added to each class. */
  private double added(int classes) {
    return (1 - expectedAccuracy) / (expectedAccuracy * classes - 1);
  }
}
