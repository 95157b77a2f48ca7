package dev.assay.sampling.estimate.mean;

/**
 * The levelled unbiased risk estimator over draws without replacement, draw m with probability q_m
 * among the N - m + 1 units left: (1/M) sum v_m L_m, v_m = 1 + (N - M)/(N - m) (1/((N - m + 1) q_m)
 * - 1). With a control variate L is z - g and the pool's mean of g is added.
 *
 * <p>Source: Farquhar, Gal and Rainforth (2021), "On statistical bias in active learning", eq. 11;
 * Kossen et al. (2021), "Active testing".
 */
/*
 * LURE is sum c_m A_m of SequentialDraws with c_m = N (N - M)/(M (N - m)(N - m + 1)): the weights
 * depend on counts only, so it is the multi-round estimator with rounds of one draw. Where every
 * unit is drawn (M = N) the last draw has weight 1 and the estimate is the mean of all losses.
 */
public final class Lure implements MeanEstimator {
  @Override
  public String name() {
    return "lure";
  }

  @Override
  public MeanEstimate estimate(LabelledSample sample) {
    double[] q = sample.drawProbabilities(name());
    double shift = sample.hasControl() ? sample.control(name()).total() : 0;
    double[] value = sample.values();
    double[] loss = sample.hasControl() ? sample.control(name()).residuals(value) : value;
    double units = sample.populationCount();
    double[] weights = new double[loss.length];
    for (int m = 1; m <= loss.length; m++) {
      double left = (units - m) * (units - m + 1);
      weights[m - 1] = left > 0 ? units * (units - loss.length) / (loss.length * left) : 1;
    }
    return new SequentialDraws(loss, q, sample.populationCount())
        .combine(weights, shift / units, name());
  }
}
