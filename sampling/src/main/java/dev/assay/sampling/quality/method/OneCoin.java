package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.AnnotatorQuality;
import dev.assay.sampling.quality.Check;
import dev.assay.sampling.quality.Evidence;
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
 * @param maxIterations of the EM algorithm, at least 1
 * @param tolerance the change of a probability below which the fit is done
 */
public record OneCoin(double priorVotes, int maxIterations, double tolerance)
    implements VerdictMethod {
  /** The name of the method. */
  public static final String NAME = "one-coin";

  /** Accuracies are kept this far from 0 and 1, so that no vote weighs without bounds. */
  public static final double CLIP = 1e-10;

  /** With a weak prior. */
  public static final OneCoin DEFAULT = new OneCoin(2, 200, 1e-6);

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
    VoteTable votes = evidence.votes();
    double[] posterior = Posteriors.shares(evidence);
    double[] prior = new double[votes.classCount()];
    Arrays.fill(prior, 1.0 / prior.length);
    int[] total = votes.votesByAnnotator();
    ItemChunks chunks = ItemChunks.of(votes, total.length);
    double[][] correct = new double[chunks.count()][total.length];
    double[] change = new double[chunks.count()];
    for (int iteration = 0; iteration < maxIterations; iteration++) {
      chunks.run((chunk, from, to) -> count(votes, posterior, correct[chunk], from, to));
      double[] weight = weights(add(correct), total, prior.length);
      double[] shares = Posteriors.classShares(evidence, posterior, priorVotes > 0 ? 1 : 0);
      double[] logPrior = new double[prior.length];
      Arrays.setAll(logPrior, label -> StrictMath.log(Math.max(CLIP, shares[label])));
      System.arraycopy(shares, 0, prior, 0, prior.length);
      chunks.run(
          (chunk, from, to) ->
              change[chunk] = expect(evidence, weight, logPrior, posterior, from, to));
      if (Arrays.stream(change).max().orElse(0) < tolerance) {
        break;
      }
    }
    return Verdicts.of(NAME, evidence, posterior, prior, AnnotatorQuality.of(votes, posterior));
  }

  private static void count(
      VoteTable votes, double[] posterior, double[] correct, int from, int to) {
    Arrays.fill(correct, 0);
    int classes = votes.classCount();
    for (int item = from; item < to; item++) {
      for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
        correct[votes.annotator(vote)] += posterior[item * classes + votes.label(vote)];
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

  private double[] weights(double[] correct, int[] total, int classes) {
    double right = 1;
    double all = 2;
    for (int who = 0; who < total.length; who++) {
      right += correct[who];
      all += total[who];
    }
    double pooled = right / all;
    double[] weight = new double[total.length];
    for (int who = 0; who < total.length; who++) {
      double votes = total[who] + priorVotes;
      double accuracy = votes > 0 ? (correct[who] + priorVotes * pooled) / votes : pooled;
      double clipped = Math.max(CLIP, Math.min(1 - CLIP, accuracy));
      weight[who] = StrictMath.log(clipped * (classes - 1) / (1 - clipped));
    }
    return weight;
  }

  /** Makes the probabilities of a range of items; returns the greatest change of any. */
  private static double expect(
      Evidence evidence, double[] weight, double[] logPrior, double[] posterior, int from, int to) {
    VoteTable votes = evidence.votes();
    int classes = votes.classCount();
    double[] row = new double[classes];
    double change = 0;
    for (int item = from; item < to; item++) {
      int known = evidence.known(item);
      if (known >= 0) {
        continue;
      }
      System.arraycopy(logPrior, 0, row, 0, classes);
      for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
        row[votes.label(vote)] += weight[votes.annotator(vote)];
      }
      Posteriors.normalise(row, 0, classes);
      for (int label = 0; label < classes; label++) {
        change = Math.max(change, Math.abs(row[label] - posterior[item * classes + label]));
        posterior[item * classes + label] = row[label];
      }
    }
    return change;
  }
}
