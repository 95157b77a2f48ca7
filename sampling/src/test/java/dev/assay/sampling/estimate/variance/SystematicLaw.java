package dev.assay.sampling.estimate.variance;

/** Joint probabilities of systematic sampling, by integrating over the random start. */
final class SystematicLaw {
  private static final int STARTS = 10_000;

  private SystematicLaw() {}

  static double[][] joint(double[] pi) {
    double[][] joint = new double[pi.length][pi.length];
    for (int start = 0; start < STARTS; start++) {
      double u = (start + .5) / STARTS;
      boolean[] drawn = new boolean[pi.length];
      double cumulated = 0;
      for (int i = 0; i < pi.length; i++) {
        drawn[i] = StrictMath.floor(cumulated + pi[i] - u) > StrictMath.floor(cumulated - u);
        cumulated += pi[i];
      }
      for (int i = 0; i < pi.length; i++) {
        for (int j = 0; j < pi.length; j++) {
          joint[i][j] += drawn[i] && drawn[j] ? 1.0 / STARTS : 0;
        }
      }
    }
    return joint;
  }
}
