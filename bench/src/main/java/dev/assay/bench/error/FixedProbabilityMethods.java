package dev.assay.bench.error;

import dev.assay.bench.trial.Method;
import dev.assay.bench.trial.Method.Group;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.design.ConditionalPoisson;
import dev.assay.sampling.design.CubeSampling;
import dev.assay.sampling.design.Frame;
import dev.assay.sampling.design.KeyOrder;
import dev.assay.sampling.design.LocalPivotal;
import dev.assay.sampling.design.OrderedPivotal;
import dev.assay.sampling.design.PoissonSampling;
import dev.assay.sampling.design.RandomOrderPivotal;
import dev.assay.sampling.design.SampfordSampling;
import dev.assay.sampling.design.StratifiedPivotal;
import dev.assay.sampling.design.SystematicSampling;
import dev.assay.sampling.design.WaterFilling;
import dev.assay.sampling.estimate.SampleSize;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/**
 * Designs that share water-filled probabilities, proportional to sqrt(g (1 - g)) above a floor, and
 * differ in how they draw.
 */
final class FixedProbabilityMethods {
  private static final String DIFFERENCE = "difference";
  private static final String PLAIN = "horvitz-thompson";
  private static final int MOST_MISSED = 3;
  private static final String ORDERED = "ordered-pivotal";

  /** How a design draws, given the probabilities. */
  @FunctionalInterface
  private interface Drawing {
    LongFunction<int[]> of(ErrorPool pool, double[] inclusion, int size);
  }

  private FixedProbabilityMethods() {}

  /** The default: ordered pivotal sampling by belief, floor one half, difference estimator. */
  static Method<ErrorPool> recommended() {
    return method(Group.RECOMMENDED, ORDERED, DIFFERENCE, Frame.RECOMMENDED_FLOOR_SHARE, ordered());
  }

  static List<Method<ErrorPool>> alternatives() {
    Group other = Group.ALTERNATIVES;
    double floor = Frame.RECOMMENDED_FLOOR_SHARE;
    List<Method<ErrorPool>> methods = new ArrayList<>();
    methods.add(method(other, ORDERED, PLAIN, floor, ordered()));
    methods.add(counting());
    methods.add(method(other, ORDERED + "-floor-0.25", DIFFERENCE, 0.25, ordered()));
    methods.add(method(other, ORDERED + "-floor-0", DIFFERENCE, 0, ordered()));
    Drawing random = (pool, pi, size) -> seed -> RandomOrderPivotal.draw(pi, seed);
    methods.add(method(other, "random-pivotal", PLAIN, floor, random));
    methods.add(method(other, "random-pivotal", DIFFERENCE, floor, random));
    methods.add(
        method(
            other,
            "systematic",
            DIFFERENCE,
            floor,
            (pool, pi, size) -> {
              int[] order = KeyOrder.ascending(pool.beliefs());
              return seed -> SystematicSampling.draw(pi, order, new SeededStream(seed).nextUnit());
            }));
    methods.add(method(other, "stratified-pivotal", DIFFERENCE, floor, inStrata()));
    methods.add(
        method(
            other,
            "local-pivotal",
            DIFFERENCE,
            floor,
            (pool, pi, size) -> {
              double[][] points = points(pool);
              return seed -> LocalPivotal.draw(pi, points, seed);
            }));
    methods.add(
        method(
            other,
            "cube",
            DIFFERENCE,
            floor,
            (pool, pi, size) -> {
              double[][] variables = variables(pool);
              return seed -> CubeSampling.draw(pi, variables, seed);
            }));
    methods.add(poisson(PLAIN));
    methods.add(poisson("hajek"));
    methods.add(poisson(DIFFERENCE));
    return methods;
  }

  /** The recommended design, and intervals that count missed errors instead of estimating. */
  private static Method<ErrorPool> counting() {
    return new Method<>(
        ORDERED + "-counting",
        DIFFERENCE,
        Group.ALTERNATIVES,
        true,
        (pool, size) -> {
          double[] pi = inclusion(pool, size, Frame.RECOMMENDED_FLOOR_SHARE);
          LongFunction<int[]> draw = ordered().of(pool, pi, size);
          return new MeanTrial(
              seed -> Labelling.once(pool, draw.apply(seed), pi, SampleSize.FIXED, true),
              DIFFERENCE,
              IntStream.rangeClosed(0, MOST_MISSED).mapToObj(IntervalRule::foundPlus).toList(),
              pool.truth(),
              OptionalDouble.empty());
        });
  }

  /** Designs whose draws take long, for comparison on small pools. */
  static List<Method<ErrorPool>> slow() {
    double floor = Frame.RECOMMENDED_FLOOR_SHARE;
    return List.of(
        method(
            Group.SLOW,
            "sampford",
            DIFFERENCE,
            floor,
            (pool, pi, size) -> seed -> SampfordSampling.draw(pi, seed)),
        method(
            Group.SLOW,
            "conditional-poisson",
            DIFFERENCE,
            floor,
            (pool, pi, size) -> {
              ConditionalPoisson design = new ConditionalPoisson();
              Frame frame = Frame.of(Sizes.deviations(pool.beliefs()));
              return seed -> design.draw(frame, size, seed).units();
            }));
  }

  private static Drawing ordered() {
    return (pool, pi, size) -> {
      int[] order = KeyOrder.ascending(pool.beliefs());
      return seed -> OrderedPivotal.draw(pi, order, seed);
    };
  }

  private static Drawing inStrata() {
    return (pool, pi, size) -> {
      StratifiedPivotal design = new StratifiedPivotal();
      Frame frame =
          Frame.of(Sizes.deviations(pool.beliefs()))
              .withOrderKeys(pool.beliefs())
              .withStrata(pool.strata());
      return seed -> design.draw(frame, size, seed).units();
    };
  }

  private static Method<ErrorPool> method(
      Group group, String design, String estimator, double floor, Drawing drawing) {
    boolean control = estimator.equals(DIFFERENCE);
    return new Method<>(
        design,
        estimator,
        group,
        true,
        (pool, size) -> {
          double[] pi = inclusion(pool, size, floor);
          LongFunction<int[]> draw = drawing.of(pool, pi, size);
          return new MeanTrial(
              seed -> Labelling.once(pool, draw.apply(seed), pi, SampleSize.FIXED, control),
              estimator,
              List.of(IntervalRule.AUTO, IntervalRule.WALD, IntervalRule.BETA_FIT),
              pool.truth(),
              OptionalDouble.empty());
        });
  }

  private static Method<ErrorPool> poisson(String estimator) {
    boolean control = estimator.equals(DIFFERENCE);
    return new Method<>(
        "poisson",
        estimator,
        Group.ALTERNATIVES,
        true,
        (pool, size) -> {
          double[] pi = inclusion(pool, size, Frame.RECOMMENDED_FLOOR_SHARE);
          double[] residuals = pool.errors().clone();
          for (int i = 0; control && i < residuals.length; i++) {
            residuals[i] -= pool.beliefs()[i];
          }
          double exact = ExactError.poisson(residuals, pi);
          return new MeanTrial(
              seed ->
                  Labelling.once(
                      pool, PoissonSampling.draw(pi, seed), pi, SampleSize.RANDOM, control),
              estimator,
              List.of(IntervalRule.BETA_FIT, IntervalRule.WALD),
              pool.truth(),
              estimator.equals("hajek") ? OptionalDouble.empty() : OptionalDouble.of(exact));
        });
  }

  private static double[] inclusion(ErrorPool pool, int size, double floor) {
    return WaterFilling.inclusionProbabilities(Sizes.deviations(pool.beliefs()), size, floor);
  }

  /** For each item its belief and principal components, as coordinates of a space. */
  private static double[][] points(ErrorPool pool) {
    double[][] variables = variables(pool);
    double[][] points = new double[pool.units()][variables.length];
    for (int d = 0; d < variables.length; d++) {
      double squares = 0;
      double mean = 0;
      for (double value : variables[d]) {
        mean += value / points.length;
      }
      for (double value : variables[d]) {
        squares += (value - mean) * (value - mean) / points.length;
      }
      for (int i = 0; i < points.length; i++) {
        points[i][d] = squares > 0 ? (variables[d][i] - mean) / Math.sqrt(squares) : 0;
      }
    }
    return points;
  }

  private static double[][] variables(ErrorPool pool) {
    double[][] variables = new double[pool.coordinates().length + 1][];
    variables[0] = pool.beliefs();
    System.arraycopy(pool.coordinates(), 0, variables, 1, pool.coordinates().length);
    return variables;
  }
}
