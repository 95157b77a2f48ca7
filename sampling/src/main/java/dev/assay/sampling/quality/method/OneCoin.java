package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.Check;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.SumGrid;
import dev.assay.sampling.quality.VerdictMethod;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.VoteTable;
import java.util.Arrays;

/**
 * One-coin Dawid-Skene: an annotator is right with one probability, whatever the class, and errs
 * evenly (Zhang, Chen, Zhou and Jordan, "Spectral methods meet EM", JMLR 17, 2016, section 3).
 *
 * <p>E-step: log P(z_i = k) = log p_k + sum over votes for k of log(q_a (K-1) / (1 - q_a)), up to a
 * constant: a weighted vote. M-step: q_a = (expected right votes + s m) / (votes + s), where m is
 * the accuracy of all annotators together, re-estimated each time, and s says how many votes it
 * counts as: the mode of a beta prior with that centre. With s = 0 it is the paper's estimate.
 *
 * @param priorVotes s, 0 or more
 * @param equalShares whether all classes are taken to be equally frequent
 * @param maxIterations of the EM algorithm, at least 1
 * @param tolerance the change of a probability below which the fit is done
 */
public record OneCoin(double priorVotes, boolean equalShares, int maxIterations, double tolerance)
    implements VerdictMethod {
  /** The name of the method. */
  public static final String NAME = "one-coin";

  /** Accuracies are kept this far from 0 and 1, so that no vote weighs without bounds. */
  public static final double CLIP = 1e-10;

  /** With a weak prior. */
  public static final OneCoin DEFAULT = new OneCoin(2, false, 200, 1e-6);

  /** Checks the settings. */
  public OneCoin {
    Check.setting(priorVotes, 0, 1e12, "the prior votes");
    Check.setting(maxIterations, 1, 1e6, "the iterations");
    Check.setting(tolerance, 0, 1, "the tolerance");
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
    VoteTable votes = evidence.votes();
    int classes = votes.classCount();
    VotedClasses items = new VotedClasses(evidence);
    int[] total = votes.votesByAnnotator();
    ItemChunks chunks = ItemChunks.of(votes, total.length);
    double[][] correct = new double[chunks.count()][total.length];
    double[] change = new double[chunks.count()];
    SumGrid shares = SumGrid.upTo(votes.voteCount());
    double greatestWeight = StrictMath.log((classes - 1) / CLIP);
    SumGrid weights = SumGrid.upTo(greatestWeight * (items.mostVotes() + 1));
    double[] weight = new double[total.length + 1];
    for (int iteration = 0; iteration < maxIterations; iteration++) {
      chunks.run((chunk, from, to) -> count(votes, items, shares, correct[chunk], from, to));
      weights(add(correct), total, classes, weight);
      if (!equalShares) {
        items.shape(items.classShares(priorVotes > 0 ? 1 : 0));
      }
      VotedClasses.Weights ofVote = vote -> weight[votes.annotator(vote)];
      chunks.run(
          (chunk, from, to) ->
              change[chunk] = items.expect(from, to, ofVote, weights, VotedClasses.NOBODY_ASKS));
      if (Arrays.stream(change).max().orElse(0) < tolerance) {
        break;
      }
    }
    return new Learnt(
        items,
        equalShares ? equal(classes) : items.classShares(priorVotes > 0 ? 1 : 0),
        own -> items.row(own, i -> weight[Math.min(own[i], total.length)], weights));
  }

  private static double[] equal(int classes) {
    double[] shares = new double[classes];
    Arrays.fill(shares, 1.0 / classes);
    return shares;
  }

  private static void count(
      VoteTable votes, VotedClasses items, SumGrid grid, double[] correct, int from, int to) {
    Arrays.fill(correct, 0);
    for (int item = from; item < to; item++) {
      for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
        correct[votes.annotator(vote)] += grid.round(items.ofVote(vote));
      }
    }
  }

  private static double[] add(double[][] parts) {
    double[] sum = parts[0].clone();
    for (int part = 1; part < parts.length; part++) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += parts[part][i];
      }
    }
    return sum;
  }

  /** Fills in the weight of each annotator, and after them that of one who is new. */
  private void weights(double[] correct, int[] total, int classes, double[] weight) {
    double right = 1;
    double all = 2;
    for (int who = 0; who < total.length; who++) {
      right += correct[who];
      all += total[who];
    }
    double pooled = right / all;
    for (int who = 0; who < total.length; who++) {
      double votes = total[who] + priorVotes;
      weight[who] =
          weight(votes > 0 ? (correct[who] + priorVotes * pooled) / votes : pooled, classes);
    }
    weight[total.length] = weight(pooled, classes);
  }

  private static double weight(double accuracy, int classes) {
    double clipped = Math.max(CLIP, Math.min(1 - CLIP, accuracy));
    return StrictMath.log(clipped * (classes - 1) / (1 - clipped));
  }
}
