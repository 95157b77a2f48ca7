package dev.assay.sampling.acquire.geometry;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.vector.Chunks;
import dev.assay.sampling.vector.PackedPoints;
import java.util.Arrays;

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

  private static final int BLOCKS_AT_ONCE = 8;

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
    float[] nearest = new float[points.blockCount() * PackedPoints.BLOCK];
    Arrays.fill(nearest, Float.POSITIVE_INFINITY);
    for (int i = 0; i < labelled.count(); i++) {
      approach(points, labelled.row(i), nearest);
    }
    int[] chosen = new int[drawCount];
    for (int next = 0; next < drawCount; next++) {
      // With nothing labelled all are infinitely far: the first is one that the seed put there.
      int farthest = farthest(nearest, points.count());
      chosen[next] = farthest;
      approach(points, points.row(farthest), nearest);
      nearest[farthest] = -1; // not again, even where all that is left coincides
    }
    return chosen;
  }

  private static void approach(PackedPoints points, float[] row, float[] nearest) {
    Chunks.forEach(
        points.blockCount(),
        BLOCKS_AT_ONCE,
        (from, to) -> {
          float[] into = new float[PackedPoints.BLOCK];
          for (int block = from; block < to; block++) {
            points.squaredDistances(block, row, into);
            int at = block * PackedPoints.BLOCK;
            for (int j = 0; j < PackedPoints.BLOCK; j++) {
              nearest[at + j] = Math.min(nearest[at + j], into[j]);
            }
          }
        });
  }

  private static int farthest(float[] nearest, int count) {
    int farthest = 0;
    for (int place = 1; place < count; place++) {
      if (nearest[place] > nearest[farthest]) {
        farthest = place;
      }
    }
    return farthest;
  }
}
