package dev.assay.sampling.quality;

import dev.assay.sampling.quality.InvalidVotesException.Reason;
import dev.assay.sampling.quality.gold.AccuracyPosterior;
import java.util.Arrays;

/**
 * Verdicts that follow the votes one by one, between two fits of the whole.
 *
 * <p>A vote costs O(votes on its item x classes): the item's share is taken out of the counts of
 * those who voted on it, its probabilities are made anew from their qualities on all other items,
 * and its share is put back. This is one step of incremental EM (Neal and Hinton, "A view of the EM
 * algorithm that justifies incremental, sparse, and other variants", 1998) on the model of {@link
 * AnnotatorQuality#likelihood}. Since an item is judged by counts that it is no part of, an
 * annotator's first votes do not vouch for themselves.
 */
public final class LiveVerdicts implements RunningVerdicts {
  /** How many votes an annotator's even errors count as in each row of the confusion matrix. */
  public static final double PRIOR_VOTES = 8;

  /** How many votes the expectation before any vote counts as in the pooled accuracy. */
  public static final double POOL_PRIOR_VOTES = 20;

  /** The accuracy expected of an annotator before any vote. */
  public static final double EXPECTED_ACCURACY = 0.75;

  private final int classCount;
  private final double[] logPrior;
  private ItemVotes votes = new ItemVotes();
  private double[][] posterior = new double[0][];
  private int[] settled = new int[0];
  private double[][] counts = new double[0][];
  private double right;
  private double all;

  /**
   * Begins without votes.
   *
   * @param classPrior share of each class among the items, positive
   */
  public LiveVerdicts(double[] classPrior) {
    Check.range(
        classPrior.length,
        2,
        VoteTable.MAX_CLASSES,
        Reason.CLASS_COUNT_OUT_OF_RANGE,
        "the class count");
    Check.distribution(classPrior, "the class prior");
    this.classCount = classPrior.length;
    this.logPrior = new double[classCount];
    double floor = 1e-6;
    Arrays.setAll(logPrior, label -> StrictMath.log(Math.max(floor, classPrior[label])));
  }

  /** Begins where a fit of the whole has ended. */
  public static LiveVerdicts of(Evidence evidence, Verdicts fit) {
    LiveVerdicts live = new LiveVerdicts(fit.classPrior());
    VoteTable table = evidence.votes();
    live.votes = ItemVotes.of(table);
    live.growItems(table.itemCount());
    live.growAnnotators(table.annotatorCount());
    for (int item = 0; item < table.itemCount(); item++) {
      live.settled[item] = evidence.known(item);
      live.posterior[item] = fit.posterior(item);
      live.count(item, 1);
    }
    return live;
  }

  @Override
  public void vote(int item, int annotator, int label) {
    check(item, label);
    Check.range(annotator, 0, Integer.MAX_VALUE - 1, Reason.ANNOTATOR_OUT_OF_RANGE, "an annotator");
    growItems(item + 1);
    growAnnotators(annotator + 1);
    count(item, -1);
    votes.put(item, annotator, label);
    judge(item);
    count(item, 1);
  }

  @Override
  public void withdraw(int item, int annotator) {
    check(item, 0);
    growItems(item + 1);
    count(item, -1);
    votes.remove(item, annotator);
    judge(item);
    count(item, 1);
  }

  @Override
  public void settle(int item, int label) {
    check(item, label);
    growItems(item + 1);
    count(item, -1);
    settled[item] = label;
    judge(item);
    count(item, 1);
  }

  /** Makes an item's probabilities anew from what is known of its annotators now. */
  public void refresh(int item) {
    check(item, 0);
    growItems(item + 1);
    count(item, -1);
    judge(item);
    count(item, 1);
  }

  @Override
  public double[] posterior(int item) {
    return item < posterior.length ? posterior[item].clone() : priorRow();
  }

  @Override
  public int verdict(int item) {
    return votes.greatest(item, posterior(item));
  }

  /** The probability that the verdict on an item is right. */
  public double probability(int item) {
    return posterior(item)[verdict(item)];
  }

  /** What the votes say about an annotator's accuracy. */
  public AccuracyPosterior accuracy(int annotator) {
    double pooled = pooledAccuracy();
    double correct = 0;
    double total = 0;
    if (annotator < counts.length) {
      double[] cells = counts[annotator];
      for (int truth = 0; truth < classCount; truth++) {
        total += cells[cell(truth, classCount)];
        correct += cells[cell(truth, truth)];
      }
    }
    return new AccuracyPosterior(
        Math.max(0, correct) + AnnotatorQuality.PRIOR_VOTES * pooled,
        Math.max(0, total - correct) + AnnotatorQuality.PRIOR_VOTES * (1 - pooled));
  }

  /** The expected number of votes of an annotator for one class on items of another. */
  public double confusion(int annotator, int truth, int given) {
    return annotator < counts.length ? Math.max(0, counts[annotator][cell(truth, given)]) : 0;
  }

  @Override
  public double pooledAccuracy() {
    return (Math.max(0, right) + EXPECTED_ACCURACY * POOL_PRIOR_VOTES)
        / (Math.max(0, all) + POOL_PRIOR_VOTES);
  }

  private void judge(int item) {
    double[] row = posterior[item];
    if (settled[item] >= 0) {
      Arrays.fill(row, 0);
      row[settled[item]] = 1;
      return;
    }
    System.arraycopy(logPrior, 0, row, 0, classCount);
    int[] own = votes.on(item);
    for (int i = 0; i < own.length; i += 2) {
      weigh(row, own[i], own[i + 1]);
    }
    double greatest = Arrays.stream(row).max().orElse(0);
    double sum = 0;
    for (int label = 0; label < classCount; label++) {
      row[label] = StrictMath.exp(row[label] - greatest);
      sum += row[label];
    }
    for (int label = 0; label < classCount; label++) {
      row[label] /= sum;
    }
  }

  private void weigh(double[] row, int annotator, int given) {
    double accuracy = accuracy(annotator).mean();
    double error = (1 - accuracy) / (classCount - 1);
    double[] own = counts[annotator];
    for (int truth = 0; truth < classCount; truth++) {
      double coin = truth == given ? accuracy : error;
      double likelihood =
          (Math.max(0, own[cell(truth, given)]) + PRIOR_VOTES * coin)
              / (Math.max(0, own[cell(truth, classCount)]) + PRIOR_VOTES);
      row[truth] += StrictMath.log(likelihood);
    }
  }

  private void count(int item, int sign) {
    int[] own = votes.on(item);
    for (int i = 0; i < own.length; i += 2) {
      double[] cells = counts[own[i]];
      for (int truth = 0; truth < classCount; truth++) {
        cells[cell(truth, own[i + 1])] += sign * posterior[item][truth];
        cells[cell(truth, classCount)] += sign * posterior[item][truth];
      }
      right += sign * posterior[item][own[i + 1]];
      all += sign;
    }
  }

  /** Where a count stands; each row ends with its total. */
  private int cell(int truth, int given) {
    return truth * (classCount + 1) + given;
  }

  private double[] priorRow() {
    double[] row = new double[classCount];
    Arrays.setAll(row, label -> StrictMath.exp(logPrior[label]));
    return row;
  }

  private void check(int item, int label) {
    Check.range(item, 0, Integer.MAX_VALUE - 1, Reason.ITEM_OUT_OF_RANGE, "an item");
    Check.range(label, 0, classCount - 1, Reason.CLASS_OUT_OF_RANGE, "a class");
  }

  private void growItems(int count) {
    int old = posterior.length;
    if (count <= old) {
      return;
    }
    int size = Math.max(count, old + old / 2);
    posterior = Arrays.copyOf(posterior, size);
    settled = Arrays.copyOf(settled, size);
    for (int item = old; item < size; item++) {
      posterior[item] = priorRow();
      settled[item] = Evidence.UNKNOWN;
    }
  }

  private void growAnnotators(int count) {
    int old = counts.length;
    if (count > old) {
      counts = Arrays.copyOf(counts, Math.max(count, old + old / 2));
      for (int who = old; who < counts.length; who++) {
        counts[who] = new double[classCount * (classCount + 1)];
      }
    }
  }
}
