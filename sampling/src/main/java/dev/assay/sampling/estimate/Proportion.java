package dev.assay.sampling.estimate;

/** What intervals for a share, given by its estimate and variance, ask of their input. */
final class Proportion {
  private Proportion() {}

  /** Clamps an unbiased estimate into [0, 1], after checking all three. */
  static double check(double mean, double variance, double level) {
    Require.level(level);
    Require.finite("mean", mean);
    if (!(variance >= 0) || variance == Double.POSITIVE_INFINITY) {
      throw new InvalidInputException("variance", "is " + variance + "; give a variance");
    }
    return Math.min(1, Math.max(0, mean));
  }

  /** mean (1 - mean)/variance: the size of the simple random sample that would be as good. */
  static double effectiveSize(double mean, double variance) {
    return mean * (1 - mean) / variance;
  }

  static Interval point(double mean, double level, String method) {
    return new Interval(mean, mean, level, method);
  }
}
