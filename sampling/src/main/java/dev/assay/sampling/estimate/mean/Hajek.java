package dev.assay.sampling.estimate.mean;

/**
 * sum z/pi over sum 1/pi: the self-normalised mean. It never leaves the values' range and needs no
 * N, but is biased, markedly so for rare errors, and of larger variance than {@link
 * HorvitzThompson} where the probabilities follow the errors. Source: Hajek (1971).
 */
public final class Hajek implements MeanEstimator {
  @Override
  public String name() {
    return "hajek";
  }

  @Override
  public MeanEstimate estimate(LabelledSample sample) {
    double[] value = sample.values();
    double[] pi = sample.inclusionProbabilities(name());
    double total = 0;
    double units = 0;
    for (int i = 0; i < value.length; i++) {
      total += value[i] / pi[i];
      units += 1 / pi[i];
    }
    double mean = total / units;
    double[] residual = new double[value.length];
    for (int i = 0; i < value.length; i++) {
      residual[i] = value[i] - mean;
    }
    double variance = sample.sampleSize().varianceOfTotal(residual, pi) / units / units;
    return new MeanEstimate(mean, variance, value.length, name());
  }
}
