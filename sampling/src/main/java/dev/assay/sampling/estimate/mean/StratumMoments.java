package dev.assay.sampling.estimate.mean;

/** Mean and variance (divisor n - 1) of a column within each stratum. */
final class StratumMoments {
  private final double[] mean;
  private final double[] squares;
  private final Strata strata;
  private final double overallVariance;

  private StratumMoments(double[] mean, double[] squares, Strata strata, double overallVariance) {
    this.mean = mean;
    this.squares = squares;
    this.strata = strata;
    this.overallVariance = overallVariance;
  }

  static StratumMoments of(double[] value, Strata strata) {
    double[] mean = new double[strata.count()];
    double[] squares = new double[strata.count()];
    double overall = 0;
    for (int i = 0; i < value.length; i++) {
      mean[strata.of(i)] += value[i] / strata.labelCount(strata.of(i));
      overall += value[i] / value.length;
    }
    double spread = 0;
    for (int i = 0; i < value.length; i++) {
      double deviation = value[i] - mean[strata.of(i)];
      squares[strata.of(i)] += deviation * deviation;
      spread += (value[i] - overall) * (value[i] - overall);
    }
    double overallVariance = value.length > 1 ? spread / (value.length - 1) : 0;
    return new StratumMoments(mean, squares, strata, overallVariance);
  }

  double mean(int k) {
    return mean[k];
  }

  /** Of a stratum with one label: the variance of all labels. */
  double variance(int k) {
    int count = strata.labelCount(k);
    return count > 1 ? squares[k] / (count - 1) : overallVariance;
  }
}
