package dev.assay.sampling.estimate.metric;

import dev.assay.sampling.estimate.DesignWeights;
import dev.assay.sampling.estimate.Require;
import dev.assay.sampling.estimate.UndefinedMetricException;
import java.util.Arrays;

/**
 * How well a score puts the items of a class before the others: areas under curves, from labels of
 * unequal weight. Each label counts as the units that it stands for, in the curve and in what it
 * adds to the area to first order.
 *
 * <p>Sources: Hanley and McNeil (1982), "The meaning and use of the area under a receiver operating
 * characteristic curve", for the area as a mean over pairs; Hajek's projection for its influences.
 */
public final class Ranking {
  private final Outcomes outcomes;
  private final int label;
  private final double[] score;
  private final DesignWeights weights;
  private final Integer[] order;

  private Ranking(Outcomes outcomes, int label, double[] score, DesignWeights weights) {
    Require.sameLength("score", score.length, outcomes.count());
    Require.sameLength("weights", weights.count(), outcomes.count());
    Require.anyLabel(score.length);
    this.outcomes = outcomes;
    this.label = label;
    this.score = score.clone();
    this.weights = weights;
    this.order = new Integer[score.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(score[b], score[a]));
  }

  /**
   * The area under the receiver operating characteristic: the probability that an item of the class
   * has a greater score than one that is not, ties counting half.
   *
   * @param label the outcome of the items that are to come first
   * @throws UndefinedMetricException where only one of the two was seen
   */
  public static FirstOrder rocArea(
      Outcomes outcomes, int label, double[] score, DesignWeights weights) {
    return new Ranking(outcomes, label, score, weights).rocArea();
  }

  /**
   * The average precision: the mean over the items of the class of the precision among the items
   * that have at least its score, which is the area under the curve of precision over recall as a
   * step function.
   *
   * @param label the outcome of the items that are to come first
   * @throws UndefinedMetricException where none of the class was seen
   */
  public static FirstOrder averagePrecision(
      Outcomes outcomes, int label, double[] score, DesignWeights weights) {
    return new Ranking(outcomes, label, score, weights).averagePrecision();
  }

  private double positive(int i) {
    return outcomes.outcome(i) == label ? weights.total(i) : 0;
  }

  private double negative(int i) {
    return outcomes.outcome(i) == label ? 0 : weights.total(i);
  }

  private int endOfTie(int from) {
    int to = from;
    while (to < order.length && score[order[to]] == score[order[from]]) {
      to++;
    }
    return to;
  }

  private FirstOrder rocArea() {
    double positives = 0;
    double negatives = 0;
    for (int i = 0; i < score.length; i++) {
      positives += positive(i);
      negatives += negative(i);
    }
    if (!(positives > 0 && negatives > 0)) {
      throw new UndefinedMetricException("roc-auc");
    }
    double[] shareBelow = new double[score.length]; // of the others
    double[] shareAbove = new double[score.length]; // of the class
    double seenPositive = 0;
    double seenNegative = 0;
    double area = 0;
    for (int from = 0; from < order.length; from = endOfTie(from)) {
      double tiedPositive = 0;
      double tiedNegative = 0;
      for (int o = from; o < endOfTie(from); o++) {
        tiedPositive += positive(order[o]);
        tiedNegative += negative(order[o]);
      }
      double below = (negatives - seenNegative - tiedNegative / 2) / negatives;
      double above = (seenPositive + tiedPositive / 2) / positives;
      for (int o = from; o < endOfTie(from); o++) {
        shareBelow[order[o]] = below;
        shareAbove[order[o]] = above;
      }
      area += tiedPositive * below;
      seenPositive += tiedPositive;
      seenNegative += tiedNegative;
    }
    double value = area / positives;
    double perPositive = 1 / positives;
    double perNegative = 1 / negatives;
    return FirstOrder.of(
        "roc-auc",
        FirstOrder.Range.SHARE,
        value,
        outcomes,
        (i, k) ->
            k == label
                ? (shareBelow[i] - value) * perPositive
                : (shareAbove[i] - value) * perNegative);
  }

  private FirstOrder averagePrecision() {
    double positives = 0;
    for (int i = 0; i < score.length; i++) {
      positives += positive(i);
    }
    if (!(positives > 0)) {
      throw new UndefinedMetricException("average-precision");
    }
    double[] precision = new double[score.length];
    double[] gain = new double[score.length]; // of one more of the class, by what it lifts below it
    double[] loss = new double[score.length]; // of one more of the others
    double seenPositive = 0;
    double seen = 0;
    double area = 0;
    int[] tieEnds = new int[order.length];
    double[] tiePositive = new double[order.length];
    double[] tieSeen = new double[order.length];
    double[] tiePrecision = new double[order.length];
    int ties = 0;
    for (int from = 0; from < order.length; from = tieEnds[ties - 1]) {
      int to = endOfTie(from);
      double tied = 0;
      for (int o = from; o < to; o++) {
        tied += positive(order[o]);
        seen += weights.total(order[o]);
      }
      seenPositive += tied;
      tieEnds[ties] = to;
      tiePositive[ties] = tied;
      tieSeen[ties] = seen;
      tiePrecision[ties] = seen > 0 ? seenPositive / seen : 0;
      area += tied * tiePrecision[ties];
      ties++;
    }
    double value = area / positives;
    double lifted = 0;
    double lowered = 0;
    for (int t = ties - 1; t >= 0; t--) {
      if (tieSeen[t] > 0) {
        lifted += tiePositive[t] * (1 - tiePrecision[t]) / tieSeen[t];
        lowered += tiePositive[t] * tiePrecision[t] / tieSeen[t];
      }
      for (int o = t == 0 ? 0 : tieEnds[t - 1]; o < tieEnds[t]; o++) {
        precision[order[o]] = tiePrecision[t];
        gain[order[o]] = lifted;
        loss[order[o]] = lowered;
      }
    }
    double per = 1 / positives;
    return FirstOrder.of(
        "average-precision",
        FirstOrder.Range.SHARE,
        value,
        outcomes,
        (i, k) -> (k == label ? precision[i] - value + gain[i] : -loss[i]) * per);
  }
}
