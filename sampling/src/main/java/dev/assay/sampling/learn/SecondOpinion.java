package dev.assay.sampling.learn;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.vector.Chunks;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A second opinion of a model's errors: how many of some {@link ExtraTrees}, trained on what is
 * labelled, vote against the model's prediction, blended with the model's own doubt by errors that
 * are known ({@link ErrorBlend}). As control variate of an estimate of the errors it is worth two
 * to three times the labels where the embeddings tell more than the model knows, and never less
 * than the own doubt by much.
 *
 * <p>No label helps to judge itself: what the trees say of a labelled item is said by one of five
 * forests that have not seen it, and what the model says must have been said before the label could
 * teach it.
 *
 * <p>It is on from {@link #FEWEST} errors and as many right answers on. With fewer the weights
 * would be chance, and the own doubt stands.
 *
 * <p>Work is bounded: six forests of {@link ExtraTrees#DEFAULT_TREES} trees on at most {@link
 * #MAX_LABELLED} items, and a vote of each tree for every item that is asked of.
 */
public final class SecondOpinion {
  /** Errors, and right answers, that it takes at least. */
  public static final int FEWEST = 10;

  /** Labelled items that it is trained on at most. */
  public static final int MAX_LABELLED = 2_000;

  /** The strength of the ridge towards the model's own doubt. */
  static final double RIDGE = .1;

  private static final int FOLDS = 5;
  private static final int CHUNK = 256;

  private final @Nullable ExtraTrees trees;
  private final ErrorBlend blend;
  private final int labelCount;
  private final int errorCount;

  private SecondOpinion(
      @Nullable ExtraTrees trees, ErrorBlend blend, int labelCount, int errorCount) {
    this.trees = trees;
    this.blend = blend;
    this.labelCount = labelCount;
    this.errorCount = errorCount;
  }

  /**
   * What it learns from.
   *
   * @param rows the embedding of each labelled item, finite, all of the same length
   * @param classes what it turned out to be, from 0
   * @param classCount the number of classes
   * @param predicted what the model said of it before the label could teach it, or -1 where it said
   *     nothing
   * @param doubts how probable the model found that to be wrong, in [0, 1]
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over; not compared
  public record Labelled(
      double[][] rows, int[] classes, int classCount, int[] predicted, double[] doubts) {

    /** How many predictions are known to have been wrong. */
    public int errorCount() {
      int count = 0;
      for (int i = 0; i < predicted.length; i++) {
        count += predicted[i] >= 0 && predicted[i] != classes[i] ? 1 : 0;
      }
      return count;
    }

    private int judgedCount() {
      return (int) Arrays.stream(predicted).filter(label -> label >= 0).count();
    }

    private ExtraTrees forest(int[] fold, int without, long seed) {
      int[] kept = new int[rows.length];
      int count = 0;
      for (int i = 0; i < rows.length; i++) {
        if (fold[i] != without) {
          kept[count++] = i;
        }
      }
      double[][] some = new double[count][];
      int[] labels = new int[count];
      for (int k = 0; k < count; k++) {
        some[k] = rows[kept[k]];
        labels[k] = classes[kept[k]];
      }
      return ExtraTrees.train(some, labels, classCount, ExtraTrees.DEFAULT_TREES, seed);
    }
  }

  /**
   * Learns it.
   *
   * @param labelled at most {@link #MAX_LABELLED} items
   * @param seed of the folds and the trees
   */
  public static SecondOpinion of(Labelled labelled, long seed) {
    int labels = labelled.rows().length;
    if (labels > MAX_LABELLED) {
      throw new IllegalArgumentException(
          "learns from " + MAX_LABELLED + " labelled items at most, not " + labels);
    }
    int errors = labelled.errorCount();
    int judged = labelled.judgedCount();
    if (Math.min(errors, judged - errors) < FEWEST) {
      return new SecondOpinion(null, ErrorBlend.NONE, labels, errors);
    }
    int[] fold = folds(labels, seed);
    double[] own = new double[judged];
    double[] second = new double[judged];
    boolean[] isWrong = new boolean[judged];
    int count = 0;
    for (int k = 0; k < FOLDS; k++) {
      ExtraTrees others = labelled.forest(fold, k, SeededStream.mix(seed + k + 1));
      for (int i = 0; i < labels; i++) {
        int predicted = labelled.predicted()[i];
        if (fold[i] == k && predicted >= 0) {
          own[count] = labelled.doubts()[i];
          second[count] = against(others, others.share(labelled.rows()[i], predicted));
          isWrong[count++] = predicted != labelled.classes()[i];
        }
      }
    }
    return new SecondOpinion(
        labelled.forest(fold, FOLDS, SeededStream.mix(seed)),
        ErrorBlend.fit(own, second, isWrong, RIDGE),
        labels,
        errors);
  }

  private static int[] folds(int count, long seed) {
    int[] order = new int[count];
    Arrays.setAll(order, i -> i);
    new SeededStream(seed).shuffle(order);
    int[] fold = new int[count];
    for (int place = 0; place < count; place++) {
      fold[order[place]] = place % FOLDS;
    }
    return fold;
  }

  /** The share of votes against a class, half a vote on either side added. */
  private static double against(ExtraTrees trees, double share) {
    double votes = trees.size();
    return (votes * (1 - share) + 0.5) / (votes + 1);
  }

  /** Whether enough errors are known; else the model's own doubt stands. */
  public boolean isOn() {
    return trees != null;
  }

  /** How both doubts are weighed. */
  public ErrorBlend blend() {
    return blend;
  }

  /** How many labelled items it learnt from. */
  public int labelCount() {
    return labelCount;
  }

  /** How many errors it knew. */
  public int errorCount() {
    return errorCount;
  }

  /**
   * The probability that the model errs.
   *
   * @param row the item's embedding
   * @param predicted what the model says of it
   * @param doubt how probable the model finds that to be wrong, in [0, 1]
   */
  public double error(double[] row, int predicted, double doubt) {
    return trees == null ? doubt : blend.of(doubt, against(trees, trees.share(row, predicted)));
  }

  /** The same of many items, on several threads. */
  public double[] errors(double[][] rows, int[] predicted, double[] doubts) {
    double[] errors = doubts.clone();
    if (trees != null) {
      Chunks.forEach(
          errors.length, CHUNK, (from, to) -> errors(trees, rows, predicted, errors, from, to));
    }
    return errors;
  }

  /** Puts them in the places of the model's doubts. */
  private void errors(
      ExtraTrees forest, double[][] rows, int[] predicted, double[] doubts, int from, int to) {
    double[] shares = forest.shares(rows, predicted, from, to);
    for (int i = from; i < to; i++) {
      doubts[i] = blend.of(doubts[i], against(forest, shares[i - from]));
    }
  }
}
