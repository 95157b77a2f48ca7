package dev.assay.sampling.estimate.mean;

/**
 * (1/N) sum z/pi: exactly unbiased for every design without replacement. Source: Horvitz and
 * Thompson (1952).
 */
public final class HorvitzThompson implements MeanEstimator {
  @Override
  public String name() {
    return "horvitz-thompson";
  }

  @Override
  public MeanEstimate estimate(LabelledSample sample) {
    double[] value = sample.values();
    double[] pi = sample.inclusionProbabilities(name());
    double count = sample.populationCount();
    double total = 0;
    for (int i = 0; i < value.length; i++) {
      total += value[i] / pi[i];
    }
    double variance = sample.sampleSize().varianceOfTotal(value, pi) / count / count;
    return new MeanEstimate(total / count, variance, value.length, name());
  }
}
