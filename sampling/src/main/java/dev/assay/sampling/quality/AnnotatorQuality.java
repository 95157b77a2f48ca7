package dev.assay.sampling.quality;

import dev.assay.sampling.quality.gold.AccuracyPosterior;
import org.jspecify.annotations.Nullable;

/**
 * How often each annotator is right, and what they say where they are wrong, as expected counts
 * under the verdicts' probabilities.
 *
 * <p>An annotator's own vote is part of the verdict that it is counted against, so with few votes
 * an item the counts flatter; gold checks do not.
 *
 * <p>Immutable.
 */
public final class AnnotatorQuality {
  /** The most cells of all confusion matrices together; beyond, only accuracies are kept. */
  public static final int MAX_CELLS = 1 << 24;

  /** How many votes the accuracy of all annotators together counts as in that of each. */
  public static final double PRIOR_VOTES = 4;

  private static final double[] NO_ROW = {};

  private final int classCount;
  private final double[] correct;
  private final double[] total;
  private final double @Nullable [] confusion;
  private final double pooled;

  private AnnotatorQuality(
      int classCount, double[] correct, double[] total, double @Nullable [] confusion) {
    this.classCount = classCount;
    this.correct = correct;
    this.total = total;
    this.confusion = confusion;
    double right = 0;
    double all = 0;
    for (int who = 0; who < total.length; who++) {
      right += correct[who];
      all += total[who];
    }
    this.pooled = (right + 1) / (all + 2);
  }

  /** The quality of nobody. */
  public static AnnotatorQuality none(int classCount) {
    return new AnnotatorQuality(classCount, new double[0], new double[0], null);
  }

  /** Counts votes against the distribution of each item. */
  public static AnnotatorQuality of(VoteTable votes, ClassProbabilities probabilities) {
    int classes = votes.classCount();
    double[] correct = new double[votes.annotatorCount()];
    double[] total = new double[correct.length];
    boolean fits = (long) correct.length * classes * classes <= MAX_CELLS;
    double[] confusion = fits ? new double[correct.length * classes * classes] : null;
    SumGrid grid = SumGrid.upTo(votes.voteCount());
    for (int item = 0; item < votes.itemCount(); item++) {
      double[] row = confusion == null ? NO_ROW : probabilities.row(item);
      for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
        int who = votes.annotator(vote);
        int given = votes.label(vote);
        correct[who] += grid.round(probabilities.of(item, given));
        total[who]++;
        if (confusion != null) {
          int cell = who * classes * classes + given;
          for (int truth = 0; truth < classes; truth++) {
            confusion[cell + truth * classes] += grid.round(row[truth]);
          }
        }
      }
    }
    return new AnnotatorQuality(classes, correct, total, confusion);
  }

  /** The number of annotators. */
  public int annotatorCount() {
    return total.length;
  }

  /** The accuracy of all annotators together. */
  public double pooledAccuracy() {
    return pooled;
  }

  /**
   * The expected accuracy of an annotator: what their votes say, with the pooled accuracy as a
   * prior.
   */
  public double accuracy(int annotator) {
    return accuracyPosterior(annotator).mean();
  }

  /** What is known about an annotator's accuracy. */
  public AccuracyPosterior accuracyPosterior(int annotator) {
    double wrong = Math.max(0, total[annotator] - correct[annotator]);
    return new AccuracyPosterior(
        correct[annotator] + PRIOR_VOTES * pooled, wrong + PRIOR_VOTES * (1 - pooled));
  }

  /** The expected number of votes of an annotator for one class on items of another. */
  public double confusion(int annotator, int truth, int given) {
    if (confusion == null) {
      throw new IllegalStateException("there are no confusion matrices of so many annotators");
    }
    return confusion[(annotator * classCount + truth) * classCount + given];
  }

  /**
   * The probability that an annotator gives one class where another is true: their own counts, with
   * their accuracy, errors spread evenly, as a prior that counts as {@code priorVotes} votes a row.
   */
  public double likelihood(int annotator, int truth, int given, double priorVotes) {
    double accuracy = accuracy(annotator);
    double coin = truth == given ? accuracy : (1 - accuracy) / (classCount - 1);
    if (confusion == null) {
      return coin;
    }
    int row = (annotator * classCount + truth) * classCount;
    double sum = 0;
    for (int cell = row; cell < row + classCount; cell++) {
      sum += confusion[cell];
    }
    return (confusion[row + given] + priorVotes * coin) / (sum + priorVotes);
  }
}
