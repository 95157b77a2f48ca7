package dev.assay.bench.error;

import static dev.assay.bench.trial.Experiment.LEVEL;

import dev.assay.bench.trial.Claim;
import dev.assay.bench.trial.Method;
import dev.assay.bench.trial.Method.Group;
import dev.assay.bench.trial.Outcome;
import dev.assay.bench.trial.Trial;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.design.UniformWithoutReplacement;
import dev.assay.sampling.design.adaptive.Proposal;
import dev.assay.sampling.design.adaptive.SequentialWeighted;
import dev.assay.sampling.estimate.Interval;
import dev.assay.sampling.estimate.sequence.ConfidenceBand;
import dev.assay.sampling.estimate.sequence.HedgedCapital;
import dev.assay.sampling.estimate.sequence.WeightedDraws;
import java.util.List;

/**
 * Confidence sequences: one item after the other, an interval after each. They held where every
 * interval up to the budget held the truth; low and high are those of the last.
 */
final class SequenceMethods {
  private static final String ESTIMATOR = "confidence-sequence";

  private SequenceMethods() {}

  static List<Method<ErrorPool>> all() {
    return List.of(
        new Method<>(
            "uniform-sequence", ESTIMATOR, Group.SEQUENCES, false, SequenceMethods::uniform),
        weighted("uniform-sequence-control", 1),
        weighted("weighted-sequence-floor-0.5", 0.5),
        weighted("weighted-sequence-floor-0.25", 0.25));
  }

  private static Trial uniform(ErrorPool pool, int size) {
    return seed -> {
      SeededStream random = new SeededStream(seed);
      int[] units = UniformWithoutReplacement.draw(pool.units(), size, random);
      double[] values = Labelling.pick(pool.errors(), units);
      double sum = 0;
      for (double value : values) {
        sum += value;
      }
      ConfidenceBand band = HedgedCapital.withoutReplacement(values, pool.units(), LEVEL);
      return outcome(sum / size, band, pool);
    };
  }

  /** Draws in proportion to sqrt(g (1 - g)), mixed with a uniform part: all of it for floor 1. */
  private static Method<ErrorPool> weighted(String name, double floor) {
    return new Method<>(
        name,
        ESTIMATOR,
        Group.SEQUENCES,
        true,
        (pool, size) -> {
          double[] sizes = Sizes.deviations(pool.beliefs());
          return seed -> {
            Proposal drawn = new SequentialWeighted(sizes, floor, seed).propose(size);
            WeightedDraws.Draw[] draws = draws(pool, sizes, floor, drawn);
            double sum = 0;
            double before = 0;
            for (WeightedDraws.Draw draw : draws) {
              sum += before + draw.controlTotal() + (draw.z() - draw.g()) / draw.drawProbability();
              before += draw.z();
            }
            ConfidenceBand band = WeightedDraws.band(pool.units(), draws, LEVEL);
            return outcome(sum / size / pool.units(), band, pool);
          };
        });
  }

  private static Outcome outcome(double estimate, ConfidenceBand band, ErrorPool pool) {
    Interval last = band.last();
    boolean held = band.alwaysContains(pool.truth());
    Claim claim = new Claim(last.method(), last.low(), last.high(), held);
    return new Outcome(estimate, List.of(claim));
  }

  private static WeightedDraws.Draw[] draws(
      ErrorPool pool, double[] sizes, double floor, Proposal drawn) {
    boolean[] gone = new boolean[sizes.length];
    WeightedDraws.Draw[] draws = new WeightedDraws.Draw[drawn.size()];
    for (int t = 0; t < draws.length; t++) {
      double total = 0;
      double control = 0;
      for (int i = 0; i < sizes.length; i++) {
        total += gone[i] ? 0 : sizes[i];
        control += gone[i] ? 0 : pool.beliefs()[i];
      }
      double least = 0;
      double most = 0;
      for (int i = 0; i < sizes.length; i++) {
        if (!gone[i]) {
          double q = (1 - floor) * (sizes[i] / total) + floor / (sizes.length - t);
          least = Math.min(least, -pool.beliefs()[i] / q);
          most = Math.max(most, (1 - pool.beliefs()[i]) / q);
        }
      }
      int unit = drawn.units()[t];
      draws[t] =
          new WeightedDraws.Draw(
              pool.errors()[unit],
              pool.beliefs()[unit],
              drawn.probabilities()[t],
              control,
              least,
              most);
      gone[unit] = true;
    }
    return draws;
  }
}
