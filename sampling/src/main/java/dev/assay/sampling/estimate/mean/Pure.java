package dev.assay.sampling.estimate.mean;

import java.util.Arrays;

/**
 * The plain unbiased risk estimator: (1/M) sum [1/(N q_m) + (M - m)/N] L_m over draws without
 * replacement, all draws with equal weight. With a control variate L is z - g and the pool's mean
 * of g is added. Source: Farquhar, Gal and Rainforth (2021), eq. 7.
 */
public final class Pure implements MeanEstimator {
  @Override
  public String name() {
    return "pure";
  }

  @Override
  public MeanEstimate estimate(LabelledSample sample) {
    double[] q = sample.drawProbabilities(name());
    double shift = sample.hasControl() ? sample.control(name()).total() : 0;
    double[] value = sample.values();
    double[] loss = sample.hasControl() ? sample.control(name()).residuals(value) : value;
    double[] weights = new double[loss.length];
    Arrays.fill(weights, 1.0 / loss.length);
    return new SequentialDraws(loss, q, sample.populationCount())
        .combine(weights, shift / sample.populationCount(), name());
  }
}
