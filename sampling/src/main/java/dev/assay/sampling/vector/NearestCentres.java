package dev.assay.sampling.vector;

import java.util.Arrays;

/** Which of some centres each point is nearest to. */
public final class NearestCentres {
  private static final int NOBODY = -1;

  private NearestCentres() {}

  /**
   * The place of each point's nearest centre, of equally near ones the first.
   *
   * <p>Time: points times centres times dimensions.
   *
   * @param maxSteps coordinates that are compared at most; points beyond, by their numbers in
   *     {@code order}, have no centre
   * @param order the points that are there, those first that are to have a centre
   * @param centres some of them
   * @return for each of the points a place in {@code centres}, its own for a centre; -1 for those
   *     that are missing or beyond
   */
  public static int[] of(Points points, int[] order, int[] centres, long maxSteps) {
    int[] nearest = new int[points.count()];
    Arrays.fill(nearest, NOBODY);
    long each = Math.max(1, (long) points.dimension() * centres.length);
    int affordable = (int) Math.min(order.length, maxSteps / each);
    PackedPoints packed = PackedPoints.of(points, centres);
    float[][] rows = new float[centres.length][];
    Arrays.setAll(rows, packed::row);
    Chunks.forEach(
        centres.length == 0 ? 0 : affordable,
        PackedPoints.BLOCK,
        (from, to) -> {
          PackedPoints block = PackedPoints.of(points, Arrays.copyOfRange(order, from, to));
          int[] best = new int[PackedPoints.BLOCK];
          block.nearest(0, rows, new float[PackedPoints.BLOCK], best);
          for (int place = from; place < to; place++) {
            nearest[order[place]] = best[place - from];
          }
        });
    for (int place = 0; place < centres.length; place++) {
      nearest[centres[place]] = place;
    }
    return nearest;
  }
}
