package dev.assay.sampling.estimate.mean;

/**
 * (1/m) sum z/(N q) over independent draws with replacement with probabilities q: importance
 * sampling, and with q = 1/N the random sampling (RS) of the comparisons. A unit drawn twice counts
 * twice. Source: Hansen and Hurwitz (1943).
 */
public final class ImportanceSampling implements MeanEstimator {
  @Override
  public String name() {
    return "importance-sampling";
  }

  @Override
  public MeanEstimate estimate(LabelledSample sample) {
    double[] q = sample.drawProbabilities(name());
    double[] value = sample.values();
    double[] expanded = new double[value.length];
    double mean = 0;
    for (int i = 0; i < value.length; i++) {
      expanded[i] = value[i] / (sample.populationCount() * q[i]);
      mean += expanded[i] / value.length;
    }
    double squares = 0;
    for (double term : expanded) {
      squares += (term - mean) * (term - mean);
    }
    // A single draw has no spread of its own: its square bounds the second moment.
    double spread = value.length > 1 ? squares / (value.length - 1) : mean * mean;
    return new MeanEstimate(mean, spread / value.length, value.length, name());
  }
}
