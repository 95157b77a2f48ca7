package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.VoteTable;

/** Votes that count by their annotator's weight: the share of the weight that names each class. */
final class WeightedMajority {
  private WeightedMajority() {}

  /**
   * The shares of the classes of every item; those of plain votes where all its weight is 0.
   *
   * @param weight of each annotator, 0 or more
   */
  static double[] shares(Evidence evidence, double[] weight) {
    VoteTable votes = evidence.votes();
    int classes = votes.classCount();
    double[] shares = Posteriors.shares(evidence);
    double[] row = new double[classes];
    for (int item = 0; item < votes.itemCount(); item++) {
      java.util.Arrays.fill(row, 0);
      double sum = 0;
      for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
        row[votes.label(vote)] += weight[votes.annotator(vote)];
        sum += weight[votes.annotator(vote)];
      }
      for (int label = 0; label < classes && sum > 0 && evidence.known(item) < 0; label++) {
        shares[item * classes + label] = row[label] / sum;
      }
    }
    return shares;
  }

  /** The share of each annotator's votes that agree with given verdicts; 0 without votes. */
  static double[] agreement(VoteTable votes, int[] verdict) {
    double[] agreeing = new double[votes.annotatorCount()];
    int[] total = votes.votesByAnnotator();
    for (int item = 0; item < votes.itemCount(); item++) {
      for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
        agreeing[votes.annotator(vote)] += votes.label(vote) == verdict[item] ? 1 : 0;
      }
    }
    for (int who = 0; who < agreeing.length; who++) {
      agreeing[who] /= Math.max(1, total[who]);
    }
    return agreeing;
  }
}
