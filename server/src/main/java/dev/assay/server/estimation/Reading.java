package dev.assay.server.estimation;

import dev.assay.sampling.estimate.Interval;
import dev.assay.v1.ConfidenceInterval;
import dev.assay.v1.EstimatedValue;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * An estimate of a share, with intervals of any level.
 *
 * @param mean the estimate, which may lie a little outside [0, 1]
 * @param labelCount settled items that it rests on
 * @param intervals by level
 */
record Reading(
    double mean,
    double standardError,
    String estimator,
    int labelCount,
    DoubleFunction<Interval> intervals) {

  /**
   * The reading of offset + scale * share, which lies in [0, 1]. A negative scale turns the
   * intervals round.
   */
  EstimatedValue toValue(double offset, double scale, List<Double> levels, String design) {
    EstimatedValue.Builder value =
        EstimatedValue.newBuilder()
            .setPoint(clip(offset + scale * mean))
            .setStandardError(Math.abs(scale) * standardError)
            .setEstimator(estimator)
            .setDesign(design);
    for (double level : levels) {
      Interval interval = intervals.apply(level);
      double one = clip(offset + scale * interval.low());
      double other = clip(offset + scale * interval.high());
      value.addIntervals(
          ConfidenceInterval.newBuilder()
              .setLow(Math.min(one, other))
              .setHigh(Math.max(one, other))
              .setLevel(level)
              .setMethod(interval.method()));
    }
    return value.build();
  }

  /** The reading as it is, in the range of its metric. */
  EstimatedValue toValue(List<Double> levels, String design) {
    EstimatedValue.Builder value =
        EstimatedValue.newBuilder()
            .setPoint(mean)
            .setStandardError(standardError)
            .setEstimator(estimator)
            .setDesign(design);
    for (double level : levels) {
      Interval interval = intervals.apply(level);
      value.addIntervals(
          ConfidenceInterval.newBuilder()
              .setLow(interval.low())
              .setHigh(interval.high())
              .setLevel(level)
              .setMethod(interval.method()));
    }
    return value.build();
  }

  private static double clip(double share) {
    return Math.min(Math.max(share, 0), 1);
  }
}
