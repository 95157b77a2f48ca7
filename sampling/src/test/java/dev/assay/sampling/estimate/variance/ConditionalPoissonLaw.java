package dev.assay.sampling.estimate.variance;

/**
 * Joint probabilities of maximum-entropy sampling of the six-unit population as they are published:
 * by Aires' formula pi_kl = (pi_k w_l - pi_l w_k)/(w_l - w_k) from the published working
 * probabilities p, w = p/(1 - p). Those stop at 1e-7 of the true ones, which moves the variances in
 * the sixth digit; what is tested here is what the variances make of the matrix.
 */
final class ConditionalPoissonLaw {
  private static final double[] PI = {.07, .17, .41, .61, .83, .91};
  private static final double[] WORKING = {
    .102078085538, .223817062935, .441727869050, .579626806653, .779352378796, .873397797028
  };

  private ConditionalPoissonLaw() {}

  static double[][] joint() {
    double[][] joint = new double[6][6];
    for (int k = 0; k < 6; k++) {
      for (int l = 0; l < 6; l++) {
        joint[k][l] = k == l ? PI[k] : (PI[k] * odds(l) - PI[l] * odds(k)) / (odds(l) - odds(k));
      }
    }
    return joint;
  }

  private static double odds(int unit) {
    return WORKING[unit] / (1 - WORKING[unit]);
  }
}
