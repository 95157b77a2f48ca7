package dev.assay.server.estimation;

import dev.assay.sampling.estimate.DifferenceEstimate;
import dev.assay.sampling.estimate.Interval;
import dev.assay.sampling.estimate.ResidualMidP;
import dev.assay.sampling.estimate.metric.BinaryMetrics;
import dev.assay.sampling.estimate.metric.Confusion;
import dev.assay.sampling.estimate.metric.DifferenceOfTotals;
import dev.assay.sampling.estimate.metric.FirstOrder;
import dev.assay.sampling.estimate.metric.LinearRatio;
import dev.assay.sampling.estimate.metric.MetricEstimate;
import dev.assay.sampling.estimate.metric.MetricSample;
import dev.assay.sampling.estimate.metric.ShareOfHits;
import java.util.function.IntPredicate;

/** Numbers of labelled items with their intervals, each by the interval that suits it. */
final class MetricReadings {
  /** The formula of numbers that rest on the labels' weights alone. */
  static final String WEIGHTED = "design-weighted";

  private MetricReadings() {}

  /** A metric to first order. */
  static Reading of(FirstOrder metric, LabelledItems items) {
    return new Reading(
        metric.value(),
        StrictMath.sqrt(metric.variance(items.weights())),
        WEIGHTED,
        items.count(),
        level -> metric.interval(items.weights(), level));
  }

  /** A share of hits over the totals of a confusion. */
  static Reading ofShare(LinearRatio metric, MetricSample sample) {
    MetricEstimate estimate = new DifferenceOfTotals().estimate(metric, sample);
    return new Reading(
        estimate.value(),
        estimate.standardError(),
        WEIGHTED,
        estimate.labelCount(),
        level -> ShareOfHits.of(metric, sample, level));
  }

  /** The share of the items for which something is true, of items that all could be. */
  static Reading ofShare(LabelledItems items, IntPredicate isHit) {
    double[][] rows = new double[items.count()][Confusion.WIDTH];
    for (int i = 0; i < rows.length; i++) {
      rows[i][isHit.test(i) ? Confusion.TRUE_POSITIVE : Confusion.FALSE_POSITIVE] = 1;
    }
    return ofShare(BinaryMetrics.precision(), MetricSample.of(rows, items.weights()));
  }

  /**
   * The mean over the population of values in [0, 1].
   *
   * @param weighed an estimate from the same labels, whose weights are taken over
   */
  static Reading ofMean(DifferenceEstimate weighed, double[] values) {
    double[] nothing = new double[values.length];
    DifferenceEstimate estimate =
        weighed.ofAnother(new double[weighed.roundWeights().length], values, nothing);
    return new Reading(
        Math.min(Math.max(estimate.mean(), 0), 1),
        estimate.standardError(),
        WEIGHTED,
        values.length,
        level -> ResidualMidP.of(estimate, level));
  }

  /** One less the reading, which is of a share. */
  static Reading complement(Reading share) {
    return new Reading(
        clip(1 - share.mean()),
        share.standardError(),
        share.estimator(),
        share.labelCount(),
        level -> {
          Interval interval = share.intervals().apply(level);
          return new Interval(
              clip(1 - interval.high()), clip(1 - interval.low()), level, interval.method());
        });
  }

  /** The reading of a share, within [0, 1]. */
  static Reading clipped(Reading share) {
    return new Reading(
        clip(share.mean()),
        share.standardError(),
        share.estimator(),
        share.labelCount(),
        level -> {
          Interval interval = share.intervals().apply(level);
          return new Interval(
              clip(interval.low()), clip(interval.high()), level, interval.method());
        });
  }

  private static double clip(double share) {
    return Math.min(Math.max(share, 0), 1);
  }
}
