package dev.assay.sampling.quality.gold;

import dev.assay.sampling.quality.Check;

/**
 * What further votes on an item are worth: by how much they are expected to raise the probability
 * that its verdict is right, and that by price.
 *
 * <p>The idea is that of ActiveLab (Goh and Mueller, "ActiveLab: active learning with re-labeling
 * by multiple annotators", 2023): an item that has votes and one that has none compete for the same
 * money, on one scale. Here the scale is expected right verdicts per micro-unit. The item without
 * votes enters with what its model says of it, or with the class prior.
 *
 * <p>One vote alone is often worth nothing, since no single answer could change the verdict, while
 * two or three could; so the worth is the best, over one to {@link #MAX_AHEAD} votes, of the gain
 * by those votes over their number. Answers are independent given the class: right with the
 * annotator's accuracy, else any other class with equal probability.
 */
public final class VoteValue {
  /** The most votes that are looked ahead. */
  public static final int MAX_AHEAD = 3;

  /** The most outcomes that are looked at; with many classes fewer votes are looked ahead. */
  public static final int MAX_OUTCOMES = 20_000;

  private VoteValue() {}

  /**
   * The expected gain in the probability of a right verdict, for each vote bought, in [0, 1].
   *
   * @param posterior probabilities of the item's classes so far
   * @param accuracy the expected accuracy of who would vote, in [0, 1]
   */
  public static double gainPerVote(double[] posterior, double accuracy) {
    Check.distribution(posterior, "the posterior");
    Check.setting(accuracy, 0, 1, "the accuracy");
    double now = greatest(posterior);
    double best = 0;
    long outcomes = 1;
    for (int votes = 1; votes <= MAX_AHEAD; votes++) {
      outcomes *= posterior.length;
      if (votes > 1 && outcomes > MAX_OUTCOMES) {
        break;
      }
      double then = ahead(posterior, accuracy, votes);
      best = Math.max(best, (then - now) / votes);
    }
    return Math.min(1, best);
  }

  /**
   * The expected number of right verdicts that a micro-unit buys.
   *
   * @param priceMicros price of one vote; none, or less than one, counts as one micro-unit
   */
  public static double gainPerMicro(double[] posterior, double accuracy, long priceMicros) {
    return gainPerVote(posterior, accuracy) / Math.max(1.0, (double) priceMicros);
  }

  /**
   * Whether another vote should be bought: the verdict is not yet as sure as the policy wants, and
   * the vote is worth more than the best use of the money on a new item.
   *
   * @param confidence the probability at which the policy is content, in [0, 1]
   * @param newItemGainPerMicro {@link #gainPerMicro} of the best new item; 0 where there is none
   */
  public static boolean isWorthwhile(
      double[] posterior,
      double accuracy,
      long priceMicros,
      double confidence,
      double newItemGainPerMicro) {
    Check.setting(confidence, 0, 1, "the confidence");
    return greatest(posterior) < confidence
        && gainPerMicro(posterior, accuracy, priceMicros) > newItemGainPerMicro;
  }

  /** The expected greatest joint weight after so many more votes; weights need no normalisation. */
  private static double ahead(double[] weights, double accuracy, int votes) {
    if (votes == 0) {
      return greatest(weights);
    }
    double error = (1 - accuracy) / (weights.length - 1);
    double sum = 0;
    double[] after = new double[weights.length];
    for (int given = 0; given < weights.length; given++) {
      for (int truth = 0; truth < weights.length; truth++) {
        after[truth] = weights[truth] * (truth == given ? accuracy : error);
      }
      sum += ahead(after, accuracy, votes - 1);
    }
    return sum;
  }

  private static double greatest(double[] weights) {
    double greatest = 0;
    for (double weight : weights) {
      greatest = Math.max(greatest, weight);
    }
    return greatest;
  }
}
