package dev.assay.sampling.quality.method;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.VerdictMethod;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.VoteTable;

/**
 * How well a method foresees votes that it was not shown: the logarithm of the probability that it
 * gave to each, the item's class being as uncertain as the votes shown leave it.
 */
final class HeldOutVotes {
  /** One vote in this many is held out at a time. */
  static final int FOLDS = 10;

  /** How many of the folds are held out, one after the other. */
  static final int FOLDS_USED = 3;

  private static final double[] POWERS = {
    1, 0.8, 0.63, 0.5, 0.4, 0.315, 0.25, 0.2, 0.16, 0.125, 0.1
  };

  private static final long SEED = 0x5eed;

  private HeldOutVotes() {}

  /**
   * A comparison of two methods on the same votes.
   *
   * @param meanGain mean over the votes of the log probability by the first less that by the second
   * @param standardError of that mean, items taken as independent
   */
  record Comparison(double meanGain, double standardError) {}

  /** Compares two methods. */
  static Comparison compare(Evidence evidence, VerdictMethod first, VerdictMethod second) {
    VoteTable votes = evidence.votes();
    double[] gainOfItem = new double[votes.itemCount()];
    int count = 0;
    for (int fold = 0; fold < FOLDS_USED; fold++) {
      boolean[] held = held(votes, fold);
      Evidence shown = evidence.withVotes(votes.without(held));
      Verdicts one = first.fit(shown);
      Verdicts other = second.fit(shown);
      for (int item = 0; item < votes.itemCount(); item++) {
        for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
          if (held[vote]) {
            int who = votes.annotator(vote);
            int label = votes.label(vote);
            gainOfItem[item] +=
                logProbability(one, item, who, label) - logProbability(other, item, who, label);
            count++;
          }
        }
      }
    }
    double sum = 0;
    double squares = 0;
    for (double gain : gainOfItem) {
      sum += gain;
      squares += gain * gain;
    }
    int safe = Math.max(1, count);
    return new Comparison(sum / safe, StrictMath.sqrt(squares) / safe);
  }

  /** The power of a method's probabilities at which they foresee held-out votes best. */
  static double bestPower(Evidence evidence, VerdictMethod method) {
    VoteTable votes = evidence.votes();
    double[] sums = new double[POWERS.length];
    for (int fold = 0; fold < FOLDS_USED; fold++) {
      boolean[] held = held(votes, fold);
      Verdicts fit = method.fit(evidence.withVotes(votes.without(held)));
      for (int power = 0; power < POWERS.length; power++) {
        Verdicts tempered = fit.tempered(POWERS[power]);
        for (int item = 0; item < votes.itemCount(); item++) {
          for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
            sums[power] +=
                held[vote]
                    ? logProbability(tempered, item, votes.annotator(vote), votes.label(vote))
                    : 0;
          }
        }
      }
    }
    int best = 0;
    for (int power = 1; power < POWERS.length; power++) {
      best = sums[power] > sums[best] ? power : best;
    }
    return POWERS[best];
  }

  private static double logProbability(Verdicts fit, int item, int annotator, int given) {
    double probability = 0;
    for (int truth = 0; truth < fit.classCount(); truth++) {
      probability +=
          fit.posterior(item, truth)
              * fit.annotators()
                  .likelihood(annotator, truth, given, SmoothedDawidSkene.EQUAL.rowVotes());
    }
    return StrictMath.log(Math.max(OneCoin.CLIP, probability));
  }

  private static boolean[] held(VoteTable votes, int fold) {
    boolean[] held = new boolean[votes.voteCount()];
    for (int item = 0; item < votes.itemCount(); item++) {
      for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
        long hash =
            SeededStream.mix(SEED ^ SeededStream.mix(((long) item << 32) | votes.annotator(vote)));
        held[vote] = Math.floorMod(hash, FOLDS) == fold;
      }
    }
    return held;
  }
}
