package dev.assay.sampling.acquire.geometry;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.vector.Clusters;
import dev.assay.sampling.vector.PackedPoints;
import dev.assay.sampling.vector.Typicality;
import java.util.Arrays;

/**
 * Parts the candidates into as many cells as are drawn, by k-means, and chooses the most typical of
 * each: for the first batches, before a model is worth asking. What is labelled has no part in it.
 *
 * <p>Clusters as a start: Zhu, Wang, Yao and Tsou (2008), "Active learning with sampling by
 * uncertainty and density", section 4; typicality: {@link Typicality}.
 */
public final class CellsFirst extends BatchStrategy {
  /** Coordinates that one round of k-means compares at most: about a second. */
  static final long MAX_STEPS = 1L << 32;

  @Override
  public String name() {
    return "cells-first";
  }

  @Override
  public Profile profile() {
    return new Profile(
        "the most typical of each of n cells",
        "Zhu et al. 2008",
        "N D n a round of k-means, at most 2^32");
  }

  @Override
  int maxUnits(int dimension, int labelledCount, int drawCount) {
    return (int) Math.min(Integer.MAX_VALUE, MAX_STEPS / ((long) dimension * drawCount));
  }

  @Override
  int[] choose(Candidates candidates, int[] units, int drawCount, long seed) {
    PackedPoints points = PackedPoints.of(candidates.vectors(), units);
    float[] weights = new float[units.length];
    Arrays.fill(weights, 1);
    return Arrays.stream(Clusters.of(points, weights, drawCount, seed).members())
        .filter(members -> members.length > 0)
        .mapToInt(members -> members[Typicality.mostTypical(points, members)])
        .toArray();
  }
}
