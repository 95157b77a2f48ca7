package dev.assay.bench.error;

import dev.assay.bench.trial.Method;
import dev.assay.bench.trial.Method.Group;
import dev.assay.bench.trial.Trial;
import dev.assay.sampling.design.adaptive.AdaptiveDesign;
import dev.assay.sampling.design.adaptive.AdaptiveImportanceSampling;
import dev.assay.sampling.design.adaptive.FilaSampling;
import dev.assay.sampling.design.adaptive.Proposal;
import dev.assay.sampling.design.adaptive.RatioMetric;
import dev.assay.sampling.design.adaptive.SequentialWeighted;
import dev.assay.sampling.estimate.mean.LabelledSample;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongFunction;

/** Designs that learn from labels between draws, or draw one item after the other. */
final class AdaptiveMethods {
  /** Labels come in so many turns, all but the last equally great. */
  private static final int TURNS = 10;

  private static final double FLOOR_SHARE = 0.5;

  private AdaptiveMethods() {}

  /** The two that paper (a) compares with. */
  static List<Method<ErrorPool>> ofPaper() {
    return List.of(
        new Method<>("fila", "stratified", Group.PAPER, false, AdaptiveMethods::fila),
        new Method<>(
            "adaptive-importance",
            "importance-sampling",
            Group.PAPER,
            false,
            AdaptiveMethods::importance));
  }

  /** Sequential draws for LURE, with and without the beliefs as control variate. */
  static List<Method<ErrorPool>> sequential() {
    return List.of(
        new Method<>(
            "sequential-weighted",
            "lure",
            Group.ALTERNATIVES,
            true,
            (pool, n) -> lure(pool, n, false)),
        new Method<>(
            "sequential-weighted",
            "lure-difference",
            Group.ALTERNATIVES,
            true,
            (pool, n) -> lure(pool, n, true)));
  }

  private static Trial fila(ErrorPool pool, int size) {
    return trial(
        pool,
        "stratified",
        seed -> {
          AdaptiveDesign design = new FilaSampling(pool.strata(), pool.uncertainty(), seed);
          Proposal drawn = run(design, pool, size);
          LabelledSample sample =
              LabelledSample.of(pool.units(), Labelling.pick(pool.errors(), drawn.units()));
          return Labelling.stratified(sample, drawn.units(), pool.strata());
        });
  }

  private static Trial importance(ErrorPool pool, int size) {
    return trial(
        pool,
        "importance-sampling",
        seed -> {
          AdaptiveDesign design =
              new AdaptiveImportanceSampling(
                  pool.scoreStrata(),
                  pool.uncertainty(),
                  RatioMetric.rate(),
                  AdaptiveImportanceSampling.DEFAULT_UNIFORM_SHARE,
                  seed);
          return drawn(pool, run(design, pool, size));
        });
  }

  private static Trial lure(ErrorPool pool, int size, boolean withControl) {
    double[] sizes = Sizes.deviations(pool.beliefs());
    return trial(
        pool,
        "lure",
        seed -> {
          Proposal proposal = new SequentialWeighted(sizes, FLOOR_SHARE, seed).propose(size);
          LabelledSample sample = drawn(pool, proposal);
          return withControl
              ? sample.withControl(Labelling.control(pool, proposal.units()))
              : sample;
        });
  }

  private static Trial trial(
      ErrorPool pool, String estimator, LongFunction<LabelledSample> labelled) {
    return new MeanTrial(
        labelled, estimator, List.of(IntervalRule.WALD), pool.truth(), OptionalDouble.empty());
  }

  private static LabelledSample drawn(ErrorPool pool, Proposal proposal) {
    return LabelledSample.of(pool.units(), Labelling.pick(pool.errors(), proposal.units()))
        .withDrawProbability(proposal.probabilities());
  }

  /** Takes turns until the budget is used up; the draws of all turns, in order. */
  private static Proposal run(AdaptiveDesign design, ErrorPool pool, int size) {
    int[] units = new int[size];
    double[] probabilities = new double[size];
    int turn = (size + TURNS - 1) / TURNS;
    for (int drawn = 0; drawn < size; ) {
      Proposal proposal = design.propose(Math.min(turn, size - drawn));
      design.observe(Labelling.pick(pool.errors(), proposal.units()));
      System.arraycopy(proposal.units(), 0, units, drawn, proposal.size());
      System.arraycopy(proposal.probabilities(), 0, probabilities, drawn, proposal.size());
      drawn += proposal.size();
    }
    return new Proposal(units, probabilities);
  }
}
