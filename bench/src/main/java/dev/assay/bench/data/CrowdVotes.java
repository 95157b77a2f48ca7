package dev.assay.bench.data;

import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.VoteTable;

/**
 * Votes of a real crowd, and the truth where it is known.
 *
 * @param name of the data set
 * @param votes the votes
 * @param truth class of each item, or {@link Evidence#UNKNOWN}
 */
public record CrowdVotes(String name, VoteTable votes, int[] truth) {

  /** The number of items whose truth is known. */
  public int truthCount() {
    int count = 0;
    for (int label : truth) {
      count += label >= 0 ? 1 : 0;
    }
    return count;
  }

  /** The share of the known truths that the verdicts miss. */
  public double error(Verdicts verdicts) {
    int wrong = 0;
    for (int item = 0; item < truth.length; item++) {
      wrong += truth[item] >= 0 && verdicts.verdict(item) != truth[item] ? 1 : 0;
    }
    return (double) wrong / truthCount();
  }

  /** The same with a tie among m classes, the truth among them, counted as 1 - 1/m of an error. */
  public double errorWithTiesShared(Verdicts verdicts) {
    double wrong = 0;
    for (int item = 0; item < truth.length; item++) {
      if (truth[item] >= 0) {
        double greatest = verdicts.probability(item) - Verdicts.TIE_TOLERANCE;
        int equals = 0;
        for (double probability : verdicts.posterior(item)) {
          equals += probability >= greatest ? 1 : 0;
        }
        boolean among = verdicts.posterior(item, truth[item]) >= greatest;
        wrong += among ? 1 - 1.0 / equals : 1;
      }
    }
    return wrong / truthCount();
  }
}
