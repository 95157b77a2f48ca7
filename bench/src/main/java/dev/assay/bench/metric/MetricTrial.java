package dev.assay.bench.metric;

import dev.assay.bench.trial.Claim;
import dev.assay.bench.trial.Experiment;
import dev.assay.bench.trial.Outcome;
import dev.assay.bench.trial.Trial;
import dev.assay.sampling.estimate.Interval;
import dev.assay.sampling.estimate.UndefinedMetricException;
import dev.assay.sampling.estimate.metric.MetricEstimate;
import dev.assay.sampling.estimate.metric.MetricEstimator;
import dev.assay.sampling.estimate.metric.MetricEstimators;
import dev.assay.sampling.estimate.metric.MetricSample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Draws labelled rows and gives them to one estimator and its intervals.
 *
 * <p>Where the metric is undefined in the sample (no positive was drawn, say), the estimate is what
 * the model believes and the intervals are [0, 1]: kinder to the plain designs, which this happens
 * to, than any fixed number.
 */
final class MetricTrial implements Trial {
  /** Makes an interval of a sample and of what was estimated from it. */
  @FunctionalInterface
  interface Rule {
    Interval of(MetricPool pool, MetricSample sample, MetricEstimate estimate);
  }

  private final MetricPool pool;
  private final LongFunction<MetricSample> labelled;
  private final MetricEstimator estimator;
  private final List<Rule> rules;
  private final double truth;
  private final double believed;

  MetricTrial(
      MetricPool pool, LongFunction<MetricSample> labelled, String estimator, List<Rule> rules) {
    this.pool = pool;
    this.labelled = labelled;
    this.estimator = MetricEstimators.named(estimator);
    this.rules = rules;
    this.truth = pool.truth();
    this.believed = pool.estimated().value(pool.beliefs().expectedTotals());
  }

  @Override
  public Outcome draw(long seed) {
    MetricSample sample = labelled.apply(seed);
    List<Claim> claims = new ArrayList<>(rules.size());
    try {
      MetricEstimate estimate = estimator.estimate(pool.estimated(), sample);
      for (Rule rule : rules) {
        claims.add(Claim.of(rule.of(pool, sample, estimate), truth));
      }
      return new Outcome(estimate.value(), claims);
    } catch (UndefinedMetricException e) {
      claims.clear();
      for (int k = 0; k < rules.size(); k++) {
        claims.add(Claim.of(new Interval(0, 1, Experiment.LEVEL, "undefined"), truth));
      }
      return new Outcome(believed, claims);
    }
  }
}
