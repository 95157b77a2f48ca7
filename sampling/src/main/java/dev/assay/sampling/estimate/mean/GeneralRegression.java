package dev.assay.sampling.estimate.mean;

/**
 * The generalised regression estimator (GREG): the difference estimator with g = x'B, B fitted to
 * the labels by weighted least squares.
 *
 * <p>Asymptotically unbiased only: with few errors the fit follows them, and the bias shows. Its
 * variance is that of the residuals, times the calibration factors of {@link WeightCalibration}.
 * Source: Sarndal, Swensson and Wretman (1992), chapter 6; Deville and Sarndal (1992).
 */
public final class GeneralRegression implements MeanEstimator {
  @Override
  public String name() {
    return "general-regression";
  }

  @Override
  public MeanEstimate estimate(LabelledSample sample) {
    double[] value = sample.values();
    double[] pi = sample.inclusionProbabilities(name());
    Auxiliary auxiliary = sample.auxiliary(name());
    double[] coefficients = WeightCalibration.regression(auxiliary, pi, value);
    double[] factors = WeightCalibration.linear(auxiliary, pi);
    double total = 0;
    double[] residual = new double[value.length];
    for (int i = 0; i < value.length; i++) {
      total += factors[i] * value[i] / pi[i];
      residual[i] = factors[i] * (value[i] - auxiliary.dot(i, coefficients));
    }
    double count = sample.populationCount();
    double variance = sample.sampleSize().varianceOfTotal(residual, pi) / count / count;
    return new MeanEstimate(total / count, variance, value.length, name());
  }
}
