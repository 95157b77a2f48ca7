package dev.assay.sampling.acquire.geometry;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.vector.CoverGreedy;
import dev.assay.sampling.vector.Kernel;
import dev.assay.sampling.vector.KernelWidth;
import dev.assay.sampling.vector.PackedPoints;
import java.util.Arrays;

/**
 * Chooses the batch that, with what is labelled, covers the candidates best: the next is the one
 * that raises sum over x of max over chosen or labelled s of k(x, s) most, k a radial basis
 * function.
 *
 * <p>Bae, Noh and Sutherland (2024), "Generalized coverage for more robust low-budget active
 * learning" (arXiv 2407.12212), MaxHerding. The kernel's width is that of {@link KernelWidth}.
 */
public class MaxHerding extends BatchStrategy {
  /** The name of this strategy. */
  public static final String NAME = "max-herding";

  /** Candidates that it chooses among at most. */
  static final int MAX_UNITS = 1 << 13;

  /** Coordinates that the first look at all pairs compares at most: some five seconds. */
  static final long MAX_STEPS = 1L << 35;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Profile profile() {
    return new Profile(
        "covering all candidates by a radial kernel",
        "Bae, Noh and Sutherland 2024",
        "M^2 D for M candidates, at most 8,192");
  }

  @Override
  final int maxUnits(int dimension, int labelledCount, int drawCount) {
    return (int) Math.min(MAX_UNITS, Math.sqrt((double) MAX_STEPS / dimension));
  }

  /** How much it matters that each unit is covered, at least 0. */
  float[] weights(Candidates candidates, int[] units, long seed) {
    float[] weights = new float[units.length];
    Arrays.fill(weights, 1);
    return weights;
  }

  @Override
  final int[] choose(Candidates candidates, int[] units, int drawCount, long seed) {
    PackedPoints points = PackedPoints.of(candidates.vectors(), units);
    PackedPoints labelled =
        PackedPoints.of(candidates.labelledVectors(), labelled(candidates, seed));
    Kernel kernel = Kernel.radial(KernelWidth.squared(points));
    CoverGreedy greedy = new CoverGreedy(points, kernel, weights(candidates, units, seed));
    greedy.cover(labelled);
    return greedy.choose(drawCount);
  }
}
