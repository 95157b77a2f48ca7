package dev.assay.sampling.estimate.mean;

/**
 * mean of g over the pool + (1/N) sum (z - g)/pi: exactly unbiased for every g fixed before the
 * labels. The default. Source: Cassel, Sarndal and Wretman (1976); active statistical inference
 * (Zrnic and Candes 2024) is the same under Poisson sampling.
 */
public final class Difference implements MeanEstimator {
  @Override
  public String name() {
    return "difference";
  }

  @Override
  public MeanEstimate estimate(LabelledSample sample) {
    Control control = sample.control(name());
    double[] residual = control.residuals(sample.values());
    double[] pi = sample.inclusionProbabilities(name());
    double count = sample.populationCount();
    double total = control.total();
    for (int i = 0; i < residual.length; i++) {
      total += residual[i] / pi[i];
    }
    double variance = sample.sampleSize().varianceOfTotal(residual, pi) / count / count;
    return new MeanEstimate(total / count, variance, residual.length, name());
  }
}
