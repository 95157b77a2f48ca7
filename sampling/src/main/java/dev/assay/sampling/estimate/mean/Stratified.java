package dev.assay.sampling.estimate.mean;

/**
 * sum W_k mean_k for simple random samples without replacement within strata.
 *
 * <p>Variance sum W_k^2 (1 - n_k/N_k) s_k^2/n_k. A stratum with a single label takes the spread of
 * all labels for its own. Source: Cochran (1977), chapter 5.
 */
public final class Stratified implements MeanEstimator {
  @Override
  public String name() {
    return "stratified";
  }

  @Override
  public MeanEstimate estimate(LabelledSample sample) {
    double[] value = sample.values();
    Strata strata = sample.strata(name());
    strata.requireLabels();
    StratumMoments moments = StratumMoments.of(value, strata);
    double mean = 0;
    double variance = 0;
    for (int k = 0; k < strata.count(); k++) {
      double share = strata.share(k);
      if (share > 0) {
        double rest = Math.max(0, 1 - (double) strata.labelCount(k) / strata.unitCount(k));
        mean += share * moments.mean(k);
        variance += share * share * rest * moments.variance(k) / strata.labelCount(k);
      }
    }
    return new MeanEstimate(mean, variance, value.length, name());
  }
}
