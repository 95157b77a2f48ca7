package dev.assay.sampling.acquire.geometry;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.vector.CoverGreedy;
import dev.assay.sampling.vector.Kernel;
import dev.assay.sampling.vector.PackedPoints;
import java.util.Arrays;

/**
 * Chooses the batch that, with what is labelled, stands best for all candidates by the cosine of
 * their embeddings: the next is the one that raises sum over x of max over chosen or labelled s of
 * (1 + cos(x, s)) / 2 most.
 *
 * <p>Cornuejols, Fisher and Nemhauser (1977); for choosing what to label Wei, Iyer and Bilmes
 * (2015), "Submodularity in data subset selection and active learning". No matrix of similarities
 * is held ({@link CoverGreedy}).
 */
public final class FacilityLocation extends BatchStrategy {
  /** Candidates that it chooses among at most. */
  static final int MAX_UNITS = 10_000;

  /** Coordinates that the first look at all pairs compares at most: some five seconds. */
  static final long MAX_STEPS = 1L << 35;

  @Override
  public String name() {
    return "facility-location";
  }

  @Override
  public Profile profile() {
    return new Profile(
        "standing for all candidates by the cosine",
        "Wei, Iyer and Bilmes 2015",
        "M^2 D for M candidates, at most 10,000");
  }

  @Override
  int maxUnits(int dimension, int labelledCount, int drawCount) {
    return (int) Math.min(MAX_UNITS, Math.sqrt((double) MAX_STEPS / dimension));
  }

  @Override
  int[] choose(Candidates candidates, int[] units, int drawCount, long seed) {
    PackedPoints points = PackedPoints.directions(candidates.vectors(), units);
    float[] weights = new float[units.length];
    Arrays.fill(weights, 1);
    CoverGreedy greedy = new CoverGreedy(points, Kernel.cosine(), weights);
    greedy.cover(PackedPoints.directions(candidates.labelledVectors(), labelled(candidates, seed)));
    return greedy.choose(drawCount);
  }
}
