package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.SumGrid;
import dev.assay.sampling.quality.Verdicts;
import java.util.Arrays;

/**
 * The vote of the members of a pool on one item, over all classes or over those that somebody
 * named: a member's verdict has the weight of the member times its probability. The class with the
 * largest sum gets the calibrated probability, and the others share what is left as the members'
 * mean has it. Used for one item after the other.
 */
final class PoolVote {
  /** By how much a verdict is ahead at least, where it is no tie. */
  private static final double MARGIN = 1e-6;

  private final double[] weight;
  private final double sumOfWeights;
  private final int[] inAll;
  private final int[] onItem;
  private final double[][] belief;
  private final double[] score;
  private final double[] mean;
  private int count;

  /**
   * @param most the most classes of an item
   * @param weight of each member
   */
  PoolVote(int most, double[] weight) {
    this.weight = weight;
    this.sumOfWeights = Arrays.stream(weight).sum();
    this.inAll = new int[most];
    this.onItem = new int[most];
    this.belief = new double[weight.length][most];
    this.score = new double[most];
    this.mean = new double[most];
  }

  /** Begins an item with so many classes. */
  void begin(int classes) {
    count = classes;
    Arrays.fill(onItem, 0, classes, 0);
  }

  /** Says how often a class is named in all. */
  void put(int at, int votesInAll) {
    inAll[at] = votesInAll;
  }

  /** Counts a vote on the item. */
  void count(int at) {
    onItem[at]++;
  }

  /** Says how probable a class is to a member. */
  void believe(int member, int at, double probability) {
    belief[member][at] = probability;
  }

  /**
   * The probabilities; what they leave of 1 belongs to the classes that nobody named.
   *
   * @param unnamed the number of classes that nobody named
   */
  double[] settle(int unnamed) {
    Arrays.fill(score, 0, count, 0);
    Arrays.fill(mean, 0, count, 0);
    for (int member = 0; member < weight.length; member++) {
      vote(belief[member], weight[member] / sumOfWeights);
    }
    double greatest = 0;
    int votes = 0;
    for (int at = 0; at < count; at++) {
      greatest = Math.max(greatest, score[at]);
      votes += onItem[at];
    }
    if (votes == 0) {
      return Arrays.copyOf(mean, count);
    }
    int winners = 0;
    double ofWinners = 0;
    double calibrated = 0;
    double runnerUp = 0;
    SumGrid grid = SumGrid.upTo(count);
    for (int at = 0; at < count; at++) {
      if (score[at] >= greatest - Verdicts.TIE_TOLERANCE) {
        winners++;
        ofWinners += grid.round(mean[at]);
        double one = Calibration.probability(mean[at], onItem[at], votes);
        calibrated = Math.max(calibrated, one);
      } else {
        runnerUp = Math.max(runnerUp, mean[at]);
      }
    }
    return row(greatest, winners, ofWinners, calibrated, runnerUp, unnamed);
  }

  /** A member votes for the class of its greatest probability, in parts where it has several. */
  private void vote(double[] row, double share) {
    double greatest = 0;
    for (int at = 0; at < count; at++) {
      greatest = Math.max(greatest, row[at]);
      mean[at] += share * row[at];
    }
    double least = greatest - Verdicts.TIE_TOLERANCE;
    int most = -1;
    int mostInAll = -1;
    int leaders = 0;
    for (int at = 0; at < count; at++) {
      if (row[at] >= least) {
        int order = onItem[at] != most ? onItem[at] - most : Integer.compare(inAll[at], mostInAll);
        leaders = order > 0 ? 1 : order == 0 ? leaders + 1 : leaders;
        mostInAll = order > 0 ? inAll[at] : mostInAll;
        most = Math.max(most, onItem[at]);
      }
    }
    for (int at = 0; at < count; at++) {
      if (row[at] >= least && onItem[at] == most && inAll[at] == mostInAll) {
        score[at] += share * greatest / leaders;
      }
    }
  }

  /** Winners share alike in what they have together, and no other class has more than one. */
  private double[] row(
      double greatest,
      int winners,
      double ofWinners,
      double calibrated,
      double runnerUp,
      int unnamed) {
    double ofOthers = 1 - ofWinners;
    int others = count + unnamed - winners;
    boolean isCertain = ofOthers < Verdicts.TIE_TOLERANCE;
    double next = others == 0 ? 0 : isCertain ? 1.0 / others : runnerUp / ofOthers;
    // At this probability of a winner no other class has more: p / winners >= (1 - p) next.
    double least = winners * next / (1 + winners * next);
    double together =
        others == 0
            ? 1
            : Math.min(1, Math.max(winners == 1 ? calibrated : ofWinners, least + MARGIN));
    double[] row = new double[count];
    for (int at = 0; at < count; at++) {
      boolean isWinner = score[at] >= greatest - Verdicts.TIE_TOLERANCE;
      double part = isCertain ? 1.0 / Math.max(1, others) : mean[at] / ofOthers;
      row[at] = isWinner ? together / winners : (1 - together) * part;
    }
    return row;
  }
}
