package dev.assay.sampling.estimate.mean;

import dev.assay.sampling.estimate.Require;

/**
 * A point estimate of a finite-pool mean.
 *
 * @param mean the estimate; unbiased estimators may leave the range of the values
 * @param variance its estimated variance, at least 0
 * @param labelCount the labels, or draws, that it rests on
 * @param estimator the name of the estimator, as the registry knows it
 */
public record MeanEstimate(double mean, double variance, int labelCount, String estimator) {
  public MeanEstimate {
    Require.noOverflow("the weighted mean", mean);
    Require.noOverflow("the variance", variance);
  }

  /** The square root of the variance. */
  public double standardError() {
    return StrictMath.sqrt(variance);
  }
}
