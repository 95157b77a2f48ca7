package dev.assay.bench.error;

import static dev.assay.bench.trial.Experiment.LEVEL;

import dev.assay.sampling.estimate.BetaFit;
import dev.assay.sampling.estimate.ClopperPearson;
import dev.assay.sampling.estimate.Interval;
import dev.assay.sampling.estimate.Wald;
import dev.assay.sampling.estimate.Wilson;
import dev.assay.sampling.estimate.mean.LabelledSample;
import dev.assay.sampling.estimate.mean.MeanEstimate;
import dev.assay.sampling.estimate.mean.MeanIntervals;

/** Makes an interval of a sample and of what was estimated from it. */
@FunctionalInterface
interface IntervalRule {
  /** What the registry chooses for the sample. */
  IntervalRule AUTO = (sample, estimate) -> MeanIntervals.auto().of(sample, LEVEL);

  /** Of the estimate and its own variance. */
  IntervalRule WALD = (sample, estimate) -> Wald.of(estimate.mean(), estimate.variance(), LEVEL);

  /** Of the estimate and its own variance: paper (b)'s. */
  IntervalRule BETA_FIT =
      (sample, estimate) -> BetaFit.of(estimate.mean(), estimate.variance(), LEVEL);

  /** Of the number of errors among equally likely draws. */
  IntervalRule CLOPPER_PEARSON =
      (sample, estimate) -> ClopperPearson.of(found(sample), sample.count(), LEVEL);

  /** Of the number of errors among equally likely draws. */
  IntervalRule WILSON = (sample, estimate) -> Wilson.of(found(sample), sample.count(), LEVEL);

  /**
   * From the errors found to so many more: what is true unless more errors than that were missed.
   * No method, but a measure of what any interval can be.
   */
  static IntervalRule foundPlus(int missed) {
    return (sample, estimate) -> {
      double low = (double) found(sample) / sample.populationCount();
      double high = (double) (found(sample) + missed) / sample.populationCount();
      return new Interval(low, high, LEVEL, "found-plus-" + missed);
    };
  }

  /** The interval. */
  Interval of(LabelledSample sample, MeanEstimate estimate);

  private static long found(LabelledSample sample) {
    long found = 0;
    for (double value : sample.values()) {
      found += value == 1 ? 1 : 0;
    }
    return found;
  }
}
