package dev.assay.sampling.vector;

/**
 * Chooses points one by one that are like all others and unlike those chosen: the next is the one
 * of greatest sum over all x of s(x, c) - 2 sum over chosen y of s(y, c), with s = (1 + cos) / 2;
 * of equals the one of lower place.
 *
 * <p>Zhou et al. (2023), "Dataset quantization", equation 5, as its authors coded it (lambda = 1);
 * the function is the graph cut of Iyer et al. (2021). Sums of cosines are products with a sum of
 * directions, so that no matrix is needed: time is points times dimensions for each one chosen.
 */
public final class GraphCutGreedy {
  private static final int BLOCKS_AT_ONCE = 4;

  private final PackedPoints points;
  private final double[] gains;
  private final int[] best;

  /**
   * With nothing chosen yet.
   *
   * @param directions points of length 1
   * @param apart the sum of what is chosen from the start, of as many coordinates; empty for
   *     nothing
   */
  public GraphCutGreedy(PackedPoints directions, double[] apart) {
    this.points = directions;
    this.gains = new double[directions.count()];
    this.best = new int[directions.blockCount()];
    double[] all = sum(directions);
    for (int place = 0; place < gains.length; place++) {
      float[] row = directions.row(place);
      for (int d = 0; d < row.length; d++) {
        gains[place] += row[d] * (all[d] / 2 - (apart.length == 0 ? 0 : apart[d]));
      }
    }
    for (int block = 0; block < best.length; block++) {
      best[block] = best(block);
    }
  }

  /**
   * Chooses.
   *
   * @param count how many, at most as many as are left
   * @return their places, the first chosen first
   */
  public int[] choose(int count) {
    int[] chosen = new int[count];
    for (int next = 0; next < count; next++) {
      int greatest = best[0];
      for (int place : best) {
        greatest = gains[place] > gains[greatest] ? place : greatest;
      }
      chosen[next] = greatest;
      gains[greatest] = Double.NEGATIVE_INFINITY;
      lower(points.row(greatest));
    }
    return chosen;
  }

  /** The sum of the points, coordinate by coordinate. */
  public static double[] sum(PackedPoints points) {
    double[] sum = new double[points.dimension()];
    for (int place = 0; place < points.count(); place++) {
      float[] row = points.row(place);
      for (int d = 0; d < row.length; d++) {
        sum[d] += row[d];
      }
    }
    return sum;
  }

  /** The place of a block's greatest gain, of equals the first. */
  private int best(int block) {
    int greatest = block * PackedPoints.BLOCK;
    int end = greatest + points.sizeOf(block);
    for (int place = greatest + 1; place < end; place++) {
      greatest = gains[place] > gains[greatest] ? place : greatest;
    }
    return greatest;
  }

  /** Twice the similarity is 1 + cos; the 1 is the same for all and left out. */
  private void lower(float[] by) {
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
            best[block] = best(block);
          }
        });
  }
}
