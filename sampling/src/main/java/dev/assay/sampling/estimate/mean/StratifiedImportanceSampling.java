package dev.assay.sampling.estimate.mean;

/**
 * SIS: sum W_k (1/m_k) sum z/(N_k q_k) over independent draws with replacement within strata, q_k
 * the proposal restricted to stratum k. Source: Marsigli and Lopez de Haro, "Label-efficient
 * monitoring of classification models via stratified importance sampling", eq. 3.
 *
 * <p>The draw probabilities of the sample are those within the stratum. With q_k = 1/N_k it is the
 * stratified random sampling (SRS) of the comparisons.
 */
public final class StratifiedImportanceSampling implements MeanEstimator {
  @Override
  public String name() {
    return "stratified-importance-sampling";
  }

  @Override
  public MeanEstimate estimate(LabelledSample sample) {
    double[] q = sample.drawProbabilities(name());
    Strata strata = sample.strata(name());
    strata.requireLabels();
    double[] expanded = sample.values();
    for (int i = 0; i < expanded.length; i++) {
      expanded[i] /= strata.unitCount(strata.of(i)) * q[i];
    }
    StratumMoments moments = StratumMoments.of(expanded, strata);
    double mean = 0;
    double variance = 0;
    for (int k = 0; k < strata.count(); k++) {
      double share = strata.share(k);
      if (share > 0) {
        mean += share * moments.mean(k);
        variance += share * share * moments.variance(k) / strata.labelCount(k);
      }
    }
    return new MeanEstimate(mean, variance, expanded.length, name());
  }
}
