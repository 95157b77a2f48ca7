package dev.assay.sampling.estimate;

/** Mean, spread and z-score of simulated values. */
final class Moments {
  private long count;
  private double mean;
  private double squares;

  void add(double value) {
    count++;
    double step = value - mean;
    mean += step / count;
    squares += step * (value - mean);
  }

  double mean() {
    return mean;
  }

  double variance() {
    return squares / (count - 1);
  }

  /** How many standard errors the mean lies above the expected value. */
  double zScore(double expected) {
    return (mean - expected) / StrictMath.sqrt(variance() / count);
  }
}
