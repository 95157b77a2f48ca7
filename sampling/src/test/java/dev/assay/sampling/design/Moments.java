package dev.assay.sampling.design;

/** Running mean and variance of simulated values. */
public final class Moments {

  private long count;
  private double mean;
  private double squares;

  /** Adds a value (Welford). */
  public void add(double value) {
    count++;
    double difference = value - mean;
    mean += difference / count;
    squares += difference * (value - mean);
  }

  /** The mean so far. */
  public double mean() {
    return mean;
  }

  /** The variance so far. */
  public double variance() {
    return squares / (count - 1);
  }

  /** How many standard errors the mean is above a value; 0 where there is no spread at all. */
  public double z(double expected) {
    double error = Math.sqrt(variance() / count);
    return error == 0 && Math.abs(mean - expected) < 1e-9 ? 0 : (mean - expected) / error;
  }
}
