package dev.assay.sampling.vector;

/** How many points each of some chosen ones stands for. */
public final class NearestChosen {
  private NearestChosen() {}

  /**
   * For each chosen point the number of points that it is the nearest chosen one to, itself
   * included; of equally near ones the first.
   *
   * @param chosen places, each once, at least one
   */
  public static int[] cells(PackedPoints points, int[] chosen) {
    float[][] rows = new float[chosen.length][];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = points.row(chosen[k]);
    }
    float[] least = new float[points.blockCount() * PackedPoints.BLOCK];
    int[] which = new int[least.length];
    Chunks.forEach(
        points.blockCount(), 1, (block, end) -> points.nearest(block, rows, least, which));
    int[] cells = new int[chosen.length];
    for (int place = 0; place < points.count(); place++) {
      cells[which[place]]++;
    }
    return cells;
  }
}
