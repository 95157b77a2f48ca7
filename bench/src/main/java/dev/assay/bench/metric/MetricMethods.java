package dev.assay.bench.metric;

import static dev.assay.bench.trial.Experiment.LEVEL;

import dev.assay.bench.trial.Method;
import dev.assay.bench.trial.Method.Group;
import dev.assay.bench.trial.Trial;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.design.Frame;
import dev.assay.sampling.design.ImportanceSampling;
import dev.assay.sampling.design.KeyOrder;
import dev.assay.sampling.design.OrderedPivotal;
import dev.assay.sampling.design.PoissonSampling;
import dev.assay.sampling.design.UniformWithoutReplacement;
import dev.assay.sampling.design.WaterFilling;
import dev.assay.sampling.estimate.BetaFit;
import dev.assay.sampling.estimate.SampleSize;
import dev.assay.sampling.estimate.Wald;
import dev.assay.sampling.estimate.metric.AnticipatedDeviation;
import dev.assay.sampling.estimate.metric.ImportanceRatio;
import dev.assay.sampling.estimate.metric.ItemBeliefs;
import dev.assay.sampling.estimate.metric.MetricIntervals;
import dev.assay.sampling.estimate.metric.MetricSample;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;

/** The methods for metrics: those of "Sample efficient model evaluation", and the recommended. */
final class MetricMethods {
  /** The paper's 1 - lambda; lambda's value is missing from its text. */
  static final double DOUBT = 0.1;

  /** The floor under the recommended design's probabilities: that of error rates. */
  static final double FLOOR = Frame.RECOMMENDED_FLOOR_SHARE;

  private static final String DIFFERENCE = "difference-ratio";
  private static final String ORDERED = "ordered-pivotal";

  private static final MetricTrial.Rule AUTO =
      (pool, sample, estimate) -> MetricIntervals.auto().of(pool.estimated(), sample, LEVEL);
  private static final MetricTrial.Rule BETA_FIT =
      (pool, sample, estimate) -> BetaFit.of(estimate.value(), estimate.variance(), LEVEL);
  private static final MetricTrial.Rule WALD =
      (pool, sample, estimate) -> Wald.of(estimate.value(), estimate.variance(), LEVEL);

  private MetricMethods() {}

  static List<Method<MetricPool>> all() {
    return List.of(
        randomWithReplacement(),
        randomWithoutReplacement(),
        new Method<>(
            "importance-paper",
            "importance-ratio",
            Group.PAPER,
            true,
            (pool, size) -> importance(pool, paperSizes(pool), size)),
        new Method<>("poisson-paper", "poisson-ratio", Group.PAPER, true, MetricMethods::poisson),
        recommended(),
        new Method<>(
            "ordered-pivotal-paper-sizes",
            DIFFERENCE,
            Group.ALTERNATIVES,
            true,
            (pool, size) -> {
              double[] pi = WaterFilling.inclusionProbabilities(paperSizes(pool), size, 0);
              return pivotal(pool, pi, false);
            }),
        ordered("ordered-pivotal-floor-0.25", Group.ALTERNATIVES, 0.25, true),
        ordered("ordered-pivotal-floor-0", Group.ALTERNATIVES, 0, true),
        ordered("ordered-pivotal-without-beliefs", Group.ALTERNATIVES, FLOOR, false));
  }

  static Method<MetricPool> randomWithReplacement() {
    return new Method<>(
        "random",
        "importance-ratio",
        Group.BASELINE,
        false,
        (pool, size) -> {
          double[] even = new double[pool.units()];
          Arrays.fill(even, 1);
          return importance(pool, even, size);
        });
  }

  static Method<MetricPool> randomWithoutReplacement() {
    return new Method<>(
        "uniform",
        DIFFERENCE,
        Group.BASELINE,
        false,
        (pool, size) -> {
          double[] pi = new double[pool.units()];
          Arrays.fill(pi, (double) size / pool.units());
          LongFunction<int[]> draw =
              seed -> UniformWithoutReplacement.draw(pool.units(), size, new SeededStream(seed));
          return new MetricTrial(
              pool,
              seed -> labelled(pool, draw.apply(seed), pi, SampleSize.FIXED),
              DIFFERENCE,
              List.of(AUTO, BETA_FIT));
        });
  }

  /** Ordered pivotal by the standard deviation of f - F g, difference estimator of both totals. */
  static Method<MetricPool> recommended() {
    return ordered(ORDERED, Group.RECOMMENDED, FLOOR, true);
  }

  private static Method<MetricPool> ordered(
      String name, Group group, double floor, boolean withBeliefs) {
    return new Method<>(
        name,
        DIFFERENCE,
        group,
        true,
        (pool, size) -> {
          double[] sizes = AnticipatedDeviation.ofDifferenceEstimator(pool.sized(), pool.beliefs());
          double[] pi = WaterFilling.inclusionProbabilities(sizes, size, floor);
          return pivotal(pool, pi, withBeliefs);
        });
  }

  private static Trial pivotal(MetricPool pool, double[] pi, boolean withBeliefs) {
    int[] order = KeyOrder.ascending(pool.orderKeys());
    double[] totals = pool.beliefs().expectedTotals();
    return new MetricTrial(
        pool,
        seed -> {
          int[] units = OrderedPivotal.draw(pi, order, seed);
          MetricSample sample = labelled(pool, units, pi, SampleSize.FIXED);
          return withBeliefs ? sample.withBeliefs(pool.subset().apply(units), totals) : sample;
        },
        DIFFERENCE,
        List.of(AUTO, WALD, BETA_FIT));
  }

  private static Trial importance(MetricPool pool, double[] sizes, int size) {
    double[] q = ImportanceSampling.drawProbabilities(sizes, 0);
    return new MetricTrial(
        pool,
        seed -> {
          int[] units = ImportanceSampling.draw(q, size, new SeededStream(seed));
          double[] drawn = new double[size];
          for (int k = 0; k < size; k++) {
            drawn[k] = q[units[k]];
          }
          return MetricSample.of(
              rows(pool, units), ImportanceRatio.expectedDraws(drawn), SampleSize.RANDOM);
        },
        "importance-ratio",
        List.of(BETA_FIT, WALD));
  }

  private static Trial poisson(MetricPool pool, int size) {
    double[] pi = WaterFilling.inclusionProbabilities(paperSizes(pool), size, 0);
    return new MetricTrial(
        pool,
        seed -> labelled(pool, PoissonSampling.draw(pi, seed), pi, SampleSize.RANDOM),
        "poisson-ratio",
        List.of(BETA_FIT, WALD));
  }

  /** Delta of the paper's equation 12. */
  private static double[] paperSizes(MetricPool pool) {
    return AnticipatedDeviation.ofRatioEstimator(pool.sized(), beliefs(pool));
  }

  /** The paper's p~: the model's beliefs, mixed with doubt. */
  private static ItemBeliefs beliefs(MetricPool pool) {
    return pool.beliefs().flattened(DOUBT);
  }

  private static MetricSample labelled(MetricPool pool, int[] units, double[] pi, SampleSize size) {
    double[] drawn = new double[units.length];
    for (int k = 0; k < drawn.length; k++) {
      drawn[k] = pi[units[k]];
    }
    return MetricSample.of(rows(pool, units), drawn, size);
  }

  private static double[][] rows(MetricPool pool, int[] units) {
    double[][] rows = new double[units.length][];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = pool.rows()[units[k]];
    }
    return rows;
  }
}
