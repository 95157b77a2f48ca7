package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.Check;
import dev.assay.sampling.quality.ClassProbabilities;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.VerdictMethod;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.VoteTable;
import java.util.Arrays;

/**
 * Dawid-Skene with a hierarchical prior: a confusion matrix is drawn to that of a coin with the
 * annotator's own accuracy, and the accuracy to that of all annotators together.
 *
 * <p>pi_a(k, l) = (votes of a for l on class k + s b_a(k, l)) / (votes of a on class k + s), where
 * b_a(k, k) = q_a, b_a(k, l) = (1 - q_a) / (K - 1), and q_a = (right votes of a + t m) / (votes of
 * a + t), with m the accuracy of all. An annotator with few votes is thus judged as by {@link
 * OneCoin} with a prior, and one with many as by {@link DawidSkene}: the guard that plain
 * Dawid-Skene needs where most annotators have a handful of votes (Kim and Ghahramani, "Bayesian
 * classifier combination", AISTATS 2012, put a fixed Dirichlet prior there).
 *
 * <p>The shares of the classes are either estimated or taken for equal. A bias that all annotators
 * share cannot be told from unequal shares by votes alone; equal shares are the cautious choice
 * with balanced classes. {@link AutoMethod} asks both.
 *
 * @param rowVotes s, how many votes the coin counts as in each row, greater than 0
 * @param accuracyVotes t, how many votes the pooled accuracy counts as, greater than 0
 * @param equalShares whether all classes are taken to be equally frequent
 * @param maxIterations of the EM algorithm, at least 1
 * @param tolerance the change of a probability below which the fit is done
 */
public record SmoothedDawidSkene(
    double rowVotes, double accuracyVotes, boolean equalShares, int maxIterations, double tolerance)
    implements VerdictMethod {
  /** The name of the method with estimated shares of the classes. */
  public static final String NAME = "smoothed-dawid-skene";

  /** The name of the method with equal shares of the classes. */
  public static final String EQUAL_NAME = "smoothed-dawid-skene-equal-shares";

  /** With estimated shares. */
  public static final SmoothedDawidSkene ESTIMATED = new SmoothedDawidSkene(3, 4, false, 200, 1e-5);

  /** With equal shares. */
  public static final SmoothedDawidSkene EQUAL = new SmoothedDawidSkene(3, 4, true, 200, 1e-5);

  /** Checks the settings. */
  public SmoothedDawidSkene {
    Check.setting(rowVotes, 1e-6, 1e12, "the votes of a row's prior");
    Check.setting(accuracyVotes, 1e-6, 1e12, "the votes of the accuracy's prior");
    Check.setting(maxIterations, 1, 1e6, "the iterations");
    Check.setting(tolerance, 0, 1, "the tolerance");
  }

  @Override
  public String name() {
    return equalShares ? EQUAL_NAME : NAME;
  }

  @Override
  public Verdicts fit(Evidence evidence) {
    return learn(evidence).verdicts(name(), evidence.votes());
  }

  Learnt learn(Evidence evidence) {
    VoteTable votes = evidence.votes();
    int classes = votes.classCount();
    LatentClasses items = new LatentClasses(evidence, 1, Posteriors.shares(evidence), false);
    items.count();
    double[] likelihood = new double[items.counts().length];
    double[] log = new double[likelihood.length];
    double[] prior = new double[classes];
    double[] logPrior = new double[classes];
    for (int iteration = 0; iteration < maxIterations; iteration++) {
      likelihoods(items.counts(), classes, likelihood);
      Arrays.setAll(log, cell -> StrictMath.log(likelihood[cell]));
      shares(evidence, items.share(), prior);
      Arrays.setAll(logPrior, label -> StrictMath.log(prior[label]));
      if (items.step(log, logPrior) < tolerance) {
        break;
      }
    }
    shares(evidence, items.share(), prior);
    return new Learnt(
        ClassProbabilities.dense(items.share(), classes),
        prior,
        items.rule(log, logPrior, coin(pooledAccuracy(items.counts(), classes), classes)));
  }

  private static double pooledAccuracy(double[] counts, int classes) {
    double right = 0;
    double all = 0;
    for (int cell = 0; cell < counts.length; cell++) {
      all += counts[cell];
      right += cell % (classes * classes) % (classes + 1) == 0 ? counts[cell] : 0;
    }
    return (right + 1) / (all + 2);
  }

  /** The log likelihoods of an annotator of whom no more is known than an accuracy. */
  private static double[] coin(double accuracy, int classes) {
    double clipped = Math.max(OneCoin.CLIP, Math.min(1 - OneCoin.CLIP, accuracy));
    double[] log = new double[classes * classes];
    Arrays.fill(log, StrictMath.log((1 - clipped) / (classes - 1)));
    for (int label = 0; label < classes; label++) {
      log[label * (classes + 1)] = StrictMath.log(clipped);
    }
    return log;
  }

  private void shares(Evidence evidence, double[] posterior, double[] prior) {
    if (equalShares) {
      Arrays.fill(prior, 1.0 / prior.length);
    } else {
      double[] shares = Posteriors.classShares(evidence, posterior, 1);
      System.arraycopy(shares, 0, prior, 0, prior.length);
    }
  }

  /** The likelihood of (annotator, given class, true class), from counts laid out the same way. */
  private void likelihoods(double[] counts, int classes, double[] likelihood) {
    int square = classes * classes;
    int annotators = counts.length / square;
    double[] right = new double[annotators];
    double[] all = new double[annotators];
    for (int who = 0; who < annotators; who++) {
      for (int cell = 0; cell < square; cell++) {
        all[who] += counts[who * square + cell];
        right[who] += cell % (classes + 1) == 0 ? counts[who * square + cell] : 0;
      }
    }
    double pooled = pooledAccuracy(counts, classes);
    for (int who = 0; who < annotators; who++) {
      double accuracy = (right[who] + accuracyVotes * pooled) / (all[who] + accuracyVotes);
      double clipped = Math.max(OneCoin.CLIP, Math.min(1 - OneCoin.CLIP, accuracy));
      double error = (1 - clipped) / (classes - 1);
      for (int truth = 0; truth < classes; truth++) {
        int first = who * square + truth;
        double sum = 0;
        for (int given = 0; given < classes; given++) {
          sum += counts[first + given * classes];
        }
        sum += rowVotes;
        for (int given = 0; given < classes; given++) {
          double coin = given == truth ? clipped : error;
          likelihood[first + given * classes] =
              (counts[first + given * classes] + rowVotes * coin) / sum;
        }
      }
    }
  }
}
