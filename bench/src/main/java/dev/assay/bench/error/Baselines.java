package dev.assay.bench.error;

import dev.assay.bench.trial.Method;
import dev.assay.bench.trial.Method.Group;
import dev.assay.bench.trial.Trial;
import dev.assay.sampling.design.Frame;
import dev.assay.sampling.design.Sample;
import dev.assay.sampling.design.UniformWithReplacement;
import dev.assay.sampling.design.UniformWithoutReplacement;
import dev.assay.sampling.design.strata.Strata;
import dev.assay.sampling.estimate.SampleSize;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** Random samples, all items equally likely. */
final class Baselines {
  private Baselines() {}

  /** RS of the papers. */
  static Method<ErrorPool> withReplacement() {
    return new Method<>("random", "importance-sampling", Group.BASELINE, false, Baselines::random);
  }

  /** A simple random sample. */
  static Method<ErrorPool> withoutReplacement() {
    return new Method<>(
        "uniform", "horvitz-thompson", Group.BASELINE, false, (pool, n) -> simple(pool, n, false));
  }

  /** A simple random sample and the beliefs as control variate. */
  static Method<ErrorPool> withControl() {
    return new Method<>(
        "uniform", "difference", Group.ALTERNATIVES, true, (pool, n) -> simple(pool, n, true));
  }

  private static Trial random(ErrorPool pool, int size) {
    Frame frame = Frame.of(ones(pool.units()));
    Strata whole = Strata.whole(pool.units());
    UniformWithReplacement design = new UniformWithReplacement();
    return new MeanTrial(
        seed -> {
          Sample drawn = design.draw(frame, size, seed);
          return Labelling.repeated(pool, drawn, whole);
        },
        "importance-sampling",
        List.of(IntervalRule.CLOPPER_PEARSON, IntervalRule.WILSON, IntervalRule.WALD),
        pool.truth(),
        OptionalDouble.of(ExactError.randomWithReplacement(pool.errors(), size)));
  }

  private static Trial simple(ErrorPool pool, int size, boolean withControl) {
    Frame frame = Frame.of(ones(pool.units()));
    double[] values = pool.errors().clone();
    for (int i = 0; withControl && i < values.length; i++) {
      values[i] -= pool.beliefs()[i];
    }
    UniformWithoutReplacement design = new UniformWithoutReplacement();
    return new MeanTrial(
        seed -> {
          Sample drawn = design.draw(frame, size, seed);
          return Labelling.once(
              pool, drawn.units(), drawn.inclusionProbabilities(), SampleSize.FIXED, withControl);
        },
        withControl ? "difference" : "horvitz-thompson",
        List.of(IntervalRule.AUTO, IntervalRule.WALD),
        pool.truth(),
        OptionalDouble.of(ExactError.randomWithoutReplacement(values, size)));
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }
}
