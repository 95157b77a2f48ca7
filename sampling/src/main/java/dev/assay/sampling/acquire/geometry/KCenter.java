package dev.assay.sampling.acquire.geometry;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.vector.FarthestFirst;
import dev.assay.sampling.vector.PackedPoints;

/**
 * Chooses the candidate that is farthest from everything labelled or chosen before, again and
 * again: the batch covers the space of the embeddings. Where nothing is labelled it begins
 * anywhere.
 *
 * <p>Gonzalez (1985), "Clustering to minimize the maximum intercluster distance"; as an acquisition
 * strategy Sener and Savarese (2018), "Active learning for convolutional neural networks: a
 * core-set approach". Time: candidates times dimensions for each labelled and chosen one.
 */
public final class KCenter extends BatchStrategy {
  /** Coordinates that one selection compares at most: some ten seconds. */
  static final long MAX_STEPS = 1L << 35;

  private final long maxSteps;

  /** The strategy as it is served. */
  public KCenter() {
    this(MAX_STEPS);
  }

  KCenter(long maxSteps) {
    this.maxSteps = maxSteps;
  }

  @Override
  public String name() {
    return "k-center";
  }

  @Override
  public Profile profile() {
    return new Profile(
        "what is farthest from all labelled and chosen",
        "Gonzalez 1985; Sener and Savarese 2018",
        "N D (L + n), at most 2^35");
  }

  @Override
  int maxUnits(int dimension, int labelledCount, int drawCount) {
    long each = (long) dimension * (labelledCount + drawCount);
    return (int) Math.min(Integer.MAX_VALUE, maxSteps / Math.max(each, 1));
  }

  @Override
  int[] choose(Candidates candidates, int[] units, int drawCount, long seed) {
    PackedPoints points = PackedPoints.of(candidates.vectors(), units);
    PackedPoints labelled =
        PackedPoints.of(candidates.labelledVectors(), labelled(candidates, seed));
    FarthestFirst farthest = new FarthestFirst(points);
    farthest.keepAwayFrom(labelled);
    return farthest.choose(drawCount);
  }
}
