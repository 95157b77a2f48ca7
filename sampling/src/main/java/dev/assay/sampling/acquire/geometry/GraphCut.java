package dev.assay.sampling.acquire.geometry;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.vector.GraphCutGreedy;
import dev.assay.sampling.vector.PackedPoints;

/**
 * Chooses candidates that are like all others and unlike those chosen or labelled: the next is the
 * one of greatest sum over x of s(x, c) - 2 sum over chosen or labelled y of s(y, c), with s = (1 +
 * cos) / 2 of the embeddings; of equals the one of lower place.
 *
 * <p>Zhou et al. (2023), "Dataset quantization", equation 5, as its authors coded it (lambda = 1);
 * the function is the graph cut of Iyer et al. (2021). {@link GraphCutGreedy} says how.
 */
public final class GraphCut extends BatchStrategy {
  /** Coordinates that one selection compares at most: some five seconds. */
  static final long MAX_STEPS = 1L << 35;

  @Override
  public String name() {
    return "graph-cut";
  }

  @Override
  public Profile profile() {
    return new Profile(
        "what is like all and unlike the chosen, by the cosine",
        "Zhou et al. 2023; Iyer et al. 2021",
        "N D n, at most 2^35");
  }

  @Override
  int maxUnits(int dimension, int labelledCount, int drawCount) {
    return (int) Math.min(Integer.MAX_VALUE, MAX_STEPS / ((long) dimension * drawCount));
  }

  @Override
  int[] choose(Candidates candidates, int[] units, int drawCount, long seed) {
    PackedPoints labelled =
        PackedPoints.directions(candidates.labelledVectors(), labelled(candidates, seed));
    return new GraphCutGreedy(
            PackedPoints.directions(candidates.vectors(), units), GraphCutGreedy.sum(labelled))
        .choose(drawCount);
  }
}
