package dev.assay.sampling.estimate.mean;

import dev.assay.sampling.estimate.InvalidInputException;
import java.util.List;

/** The registry of mean estimators: one line each. */
public final class MeanEstimators {
  private static final List<MeanEstimator> ALL =
      List.of(
          new Difference(),
          new GeneralRegression(),
          new Hajek(),
          new HorvitzThompson(),
          new ImportanceSampling(),
          new Lure(),
          new PredictionPowered(),
          new Pure(),
          new Stratified(),
          new StratifiedImportanceSampling(),
          new StratifiedPredictionPowered());

  private MeanEstimators() {}

  /** All estimators. */
  public static List<MeanEstimator> all() {
    return ALL;
  }

  /** The default: the difference estimator, or without a control variate Horvitz-Thompson's. */
  public static MeanEstimator unbiased(LabelledSample sample) {
    return named(sample.hasControl() ? "difference" : "horvitz-thompson");
  }

  /** The estimator of that name; {@link InvalidInputException} names those there are. */
  public static MeanEstimator named(String name) {
    for (MeanEstimator estimator : ALL) {
      if (estimator.name().equals(name)) {
        return estimator;
      }
    }
    throw new InvalidInputException(
        "estimator", "'" + name + "' is none of " + ALL.stream().map(MeanEstimator::name).toList());
  }
}
