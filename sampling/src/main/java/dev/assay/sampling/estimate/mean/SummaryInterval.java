package dev.assay.sampling.estimate.mean;

import dev.assay.sampling.estimate.Interval;

/**
 * An interval made from the estimate and its variance alone: of the difference estimator where the
 * sample has a control variate, else of Horvitz and Thompson's.
 */
record SummaryInterval(String name, Formula formula) implements MeanInterval {
  /** From mean, variance and level to an interval. */
  @FunctionalInterface
  interface Formula {
    Interval of(double mean, double variance, double level);
  }

  @Override
  public Interval of(LabelledSample sample, double level) {
    MeanEstimate estimate = MeanEstimators.unbiased(sample).estimate(sample);
    return formula.of(estimate.mean(), estimate.variance(), level);
  }
}
