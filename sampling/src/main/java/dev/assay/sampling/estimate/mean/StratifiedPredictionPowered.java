package dev.assay.sampling.estimate.mean;

import dev.assay.sampling.estimate.InvalidInputException;
import java.util.Arrays;

/**
 * Stratified PPI: sum W_k T_k, each stratum's T_k by {@link PredictionPowered} with a lambda of its
 * own. The unlabelled predictions come stratum by stratum, N_k - n_k of each. Source: Fisch et al.
 * (2024), "Stratified prediction-powered inference for hybrid language model evaluation".
 */
public final class StratifiedPredictionPowered implements MeanEstimator {
  private final PredictionPowered within = new PredictionPowered();

  @Override
  public String name() {
    return "stratified-ppi++";
  }

  @Override
  public MeanEstimate estimate(LabelledSample sample) {
    Control control = sample.control(name());
    Strata strata = sample.strata(name());
    strata.requireLabels();
    double[] value = sample.values();
    double[] unlabelled = control.unlabelled();
    if (unlabelled.length != sample.populationCount() - value.length) {
      throw new InvalidInputException(
          "unlabelledControl", "has " + unlabelled.length + " entries; give one a unit left");
    }
    double mean = 0;
    double variance = 0;
    int next = 0;
    for (int k = 0; k < strata.count(); k++) {
      int end = next + (int) (strata.unitCount(k) - strata.labelCount(k));
      if (strata.unitCount(k) > 0) {
        MeanEstimate part =
            part(value, control, strata.labels(k), Arrays.copyOfRange(unlabelled, next, end));
        mean += strata.share(k) * part.mean();
        variance += strata.share(k) * strata.share(k) * part.variance();
      }
      next = end;
    }
    return new MeanEstimate(mean, variance, value.length, name());
  }

  private MeanEstimate part(double[] value, Control control, int[] labels, double[] unlabelled) {
    double[] label = Arrays.stream(labels).mapToDouble(i -> value[i]).toArray();
    if (unlabelled.length == 0) {
      // Fully labelled: the stratum's mean is known.
      return new MeanEstimate(Arrays.stream(label).sum() / label.length, 0, label.length, name());
    }
    double[] predicted = Arrays.stream(labels).mapToDouble(control::labelled).toArray();
    double lambda = PredictionPowered.lambda(label, predicted, unlabelled);
    return within.estimate(label, predicted, unlabelled, lambda);
  }
}
