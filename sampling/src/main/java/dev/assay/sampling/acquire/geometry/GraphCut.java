package dev.assay.sampling.acquire.geometry;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.vector.Chunks;
import dev.assay.sampling.vector.PackedPoints;

/**
 * Chooses candidates that are like all others and unlike those chosen or labelled: the next is the
 * one of greatest sum over x of s(x, c) - 2 sum over chosen or labelled y of s(y, c), with s = (1 +
 * cos) / 2 of the embeddings; of equals the one of lower place.
 *
 * <p>Zhou et al. (2023), "Dataset quantization", equation 5, as its authors coded it (lambda = 1);
 * the function is the graph cut of Iyer et al. (2021). Sums of cosines are products with a sum of
 * directions, so that no matrix is needed: time is candidates times dimensions for each one chosen.
 */
public final class GraphCut extends BatchStrategy {
  /** Coordinates that one selection compares at most: some five seconds. */
  static final long MAX_STEPS = 1L << 35;

  private static final int BLOCKS_AT_ONCE = 4;

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
    PackedPoints points = PackedPoints.directions(candidates.vectors(), units);
    double[] gains = new double[points.count()];
    double[] all = sum(points);
    double[] labelled =
        sum(PackedPoints.directions(candidates.labelledVectors(), labelled(candidates, seed)));
    for (int place = 0; place < gains.length; place++) {
      float[] row = points.row(place);
      for (int d = 0; d < row.length; d++) {
        gains[place] += row[d] * (all[d] / 2 - (labelled.length == 0 ? 0 : labelled[d]));
      }
    }
    int[] best = new int[points.blockCount()];
    for (int block = 0; block < best.length; block++) {
      best[block] = best(points, block, gains);
    }
    int[] chosen = new int[drawCount];
    for (int next = 0; next < drawCount; next++) {
      int greatest = best[0];
      for (int place : best) {
        greatest = gains[place] > gains[greatest] ? place : greatest;
      }
      chosen[next] = greatest;
      gains[greatest] = Double.NEGATIVE_INFINITY;
      lower(points, points.row(greatest), gains, best);
    }
    return chosen;
  }

  /** The place of a block's greatest gain, of equals the first. */
  private static int best(PackedPoints points, int block, double[] gains) {
    int best = block * PackedPoints.BLOCK;
    int end = best + points.sizeOf(block);
    for (int place = best + 1; place < end; place++) {
      best = gains[place] > gains[best] ? place : best;
    }
    return best;
  }

  private static double[] sum(PackedPoints points) {
    double[] sum = new double[points.dimension()];
    for (int place = 0; place < points.count(); place++) {
      float[] row = points.row(place);
      for (int d = 0; d < row.length; d++) {
        sum[d] += row[d];
      }
    }
    return sum;
  }

  /** Twice the similarity is 1 + cos; the 1 is the same for all and left out. */
  private static void lower(PackedPoints points, float[] by, double[] gains, int[] best) {
    Chunks.forEach(
        points.blockCount(),
        BLOCKS_AT_ONCE,
        (from, to) -> {
          float[] into = new float[PackedPoints.BLOCK];
          for (int block = from; block < to; block++) {
            points.products(block, by, into);
            int at = block * PackedPoints.BLOCK;
            for (int j = 0; j < points.sizeOf(block); j++) {
              gains[at + j] -= into[j];
            }
            best[block] = best(points, block, gains);
          }
        });
  }
}
