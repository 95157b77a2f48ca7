package dev.assay.bench.error;

import dev.assay.bench.trial.Method;
import dev.assay.bench.trial.Method.Group;
import dev.assay.bench.trial.Trial;
import dev.assay.sampling.design.Design;
import dev.assay.sampling.design.Frame;
import dev.assay.sampling.design.ImportanceSampling;
import dev.assay.sampling.design.PoissonSampling;
import dev.assay.sampling.design.Sample;
import dev.assay.sampling.design.StratifiedImportanceSampling;
import dev.assay.sampling.design.StratifiedSampling;
import dev.assay.sampling.design.WaterFilling;
import dev.assay.sampling.design.strata.Strata;
import dev.assay.sampling.estimate.SampleSize;
import java.util.List;
import java.util.OptionalDouble;

/** The one-shot designs of the two papers, with their own sizes, estimators and intervals. */
final class PaperMethods {
  /** The optimal power of u for importance sampling of rare errors. */
  private static final double ROOT = 0.5;

  /** Paper (b)'s lambda; its value is missing from the paper's text. */
  private static final double TRUST = 0.9;

  private PaperMethods() {}

  static List<Method<ErrorPool>> all() {
    return List.of(
        new Method<>(
            "stratified-proportional", "stratified", Group.PAPER, false, PaperMethods::stratified),
        importance("importance", false, Double.NaN),
        importance("importance-root", false, ROOT),
        importance("stratified-importance", true, Double.NaN),
        importance("stratified-importance-root", true, ROOT),
        new Method<>("poisson-paper", "hajek", Group.PAPER, false, PaperMethods::poisson));
  }

  private static Trial stratified(ErrorPool pool, int size) {
    Design design = new StratifiedSampling(StratifiedSampling.Rule.PROPORTIONAL);
    Frame frame = Frame.of(pool.uncertainty()).withStrata(pool.strata());
    double[] inclusion = design.draw(frame, size, 0).inclusionProbabilities();
    return new MeanTrial(
        seed -> {
          Sample drawn = design.draw(frame, size, seed);
          return Labelling.stratified(
              Labelling.once(pool, drawn.units(), inclusion, SampleSize.FIXED, false),
              drawn.units(),
              pool.strata());
        },
        "stratified",
        List.of(IntervalRule.WALD),
        pool.truth(),
        OptionalDouble.of(ExactError.stratified(pool.errors(), pool.strata(), inclusion)));
  }

  /** With a power of u, or the published one where it is NaN. */
  private static Method<ErrorPool> importance(String name, boolean inStrata, double power) {
    Design design = inStrata ? new StratifiedImportanceSampling() : new ImportanceSampling();
    String estimator = inStrata ? "stratified-importance-sampling" : "importance-sampling";
    return new Method<>(
        name,
        estimator,
        Group.PAPER,
        false,
        (pool, size) -> {
          Strata strata = inStrata ? pool.strata() : Strata.whole(pool.units());
          double used = Double.isNaN(power) ? pool.proposalPower() : power;
          Frame frame =
              Frame.of(Sizes.power(pool.uncertainty(), used)).withFloorShare(0).withStrata(strata);
          double[] expected = design.draw(frame, size, 0).inclusionProbabilities();
          return new MeanTrial(
              seed -> Labelling.repeated(pool, design.draw(frame, size, seed), strata),
              estimator,
              List.of(IntervalRule.WALD),
              pool.truth(),
              OptionalDouble.of(ExactError.importance(pool.errors(), strata, expected)));
        });
  }

  /** Paper (b)'s Poisson sampler of the error rate: Delta of equation 12, no floor, Beta fit. */
  private static Trial poisson(ErrorPool pool, int size) {
    double[] sizes = new double[pool.units()];
    double expected = 0;
    double even = 1 - 1.0 / pool.classCount();
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = TRUST * pool.uncertainty()[i] + (1 - TRUST) * even;
      expected += sizes[i] / sizes.length;
    }
    for (int i = 0; i < sizes.length; i++) {
      double wrong = sizes[i] * (1 - expected) * (1 - expected);
      sizes[i] = Math.sqrt(wrong + (1 - sizes[i]) * expected * expected);
    }
    double[] inclusion = WaterFilling.inclusionProbabilities(sizes, size, 0);
    return new MeanTrial(
        seed ->
            Labelling.once(
                pool, PoissonSampling.draw(inclusion, seed), inclusion, SampleSize.RANDOM, false),
        "hajek",
        List.of(IntervalRule.BETA_FIT, IntervalRule.WALD),
        pool.truth(),
        OptionalDouble.empty());
  }
}
