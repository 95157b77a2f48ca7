package dev.assay.bench.error;

import dev.assay.bench.trial.Claim;
import dev.assay.bench.trial.Outcome;
import dev.assay.bench.trial.Trial;
import dev.assay.sampling.estimate.mean.LabelledSample;
import dev.assay.sampling.estimate.mean.MeanEstimate;
import dev.assay.sampling.estimate.mean.MeanEstimator;
import dev.assay.sampling.estimate.mean.MeanEstimators;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongFunction;

/** Draws labelled samples and gives them to one estimator and its intervals. */
final class MeanTrial implements Trial {
  private final LongFunction<LabelledSample> labelled;
  private final MeanEstimator estimator;
  private final List<IntervalRule> rules;
  private final double truth;
  private final OptionalDouble exactError;

  MeanTrial(
      LongFunction<LabelledSample> labelled,
      String estimator,
      List<IntervalRule> rules,
      double truth,
      OptionalDouble exactError) {
    this.labelled = labelled;
    this.estimator = MeanEstimators.named(estimator);
    this.rules = rules;
    this.truth = truth;
    this.exactError = exactError;
  }

  @Override
  public Outcome draw(long seed) {
    LabelledSample sample = labelled.apply(seed);
    MeanEstimate estimate = estimator.estimate(sample);
    List<Claim> claims = new ArrayList<>(rules.size());
    for (IntervalRule rule : rules) {
      claims.add(Claim.of(rule.of(sample, estimate), truth));
    }
    return new Outcome(estimate.mean(), claims);
  }

  @Override
  public OptionalDouble exactError() {
    return exactError;
  }
}
