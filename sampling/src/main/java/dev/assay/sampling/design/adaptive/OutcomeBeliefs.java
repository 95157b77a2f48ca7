package dev.assay.sampling.design.adaptive;

import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.design.strata.Strata;
import java.util.Arrays;

/**
 * What is believed of the outcome in each stratum: a Beta distribution, from the scores' mean as a
 * prior worth so many labels, and the labels since.
 */
final class OutcomeBeliefs {

  /** How many labels the scores of a stratum are worth. */
  static final double PRIOR_LABELS = 2;

  private final Strata strata;
  private final double[] sums;
  private final double[] counts;

  /**
   * Starts from the scores.
   *
   * @param scores anticipated outcome of each unit, in [0, 1]
   */
  OutcomeBeliefs(Strata strata, double[] scores) {
    Require.sameLength(strata.units(), scores.length, "scores");
    this.strata = strata;
    this.sums = new double[strata.count()];
    this.counts = new double[strata.count()];
    int[] sizes = strata.sizes();
    for (int i = 0; i < scores.length; i++) {
      Require.share(scores[i], "score");
      int stratum = strata.stratumOf()[i];
      sums[stratum] += PRIOR_LABELS * scores[i] / sizes[stratum];
    }
    Arrays.fill(counts, PRIOR_LABELS);
  }

  void learn(int unit, double outcome) {
    sums[strata.stratumOf()[unit]] += outcome;
    counts[strata.stratumOf()[unit]]++;
  }

  /** A deviation sqrt(m (1 - m)) of the outcome in a stratum, m drawn from its distribution. */
  double drawnDeviation(int stratum, SeededStream random) {
    double ones = Math.min(sums[stratum], counts[stratum]);
    double mean = BetaDraw.of(ones, counts[stratum] - ones, random);
    return StrictMath.sqrt(mean * (1 - mean));
  }

  /** The expected outcome in a stratum. */
  double mean(int stratum) {
    return Math.min(1, sums[stratum] / counts[stratum]);
  }
}
