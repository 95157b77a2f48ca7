package dev.assay.sampling.vector;

/**
 * Some of the rows that somebody else holds, as points. None is missing. Rows are not copied.
 *
 * @param rows finite numbers, all of the same length, at least one row
 * @param items for each point its row
 */
@SuppressWarnings("ArrayRecordComponent") // a view; not compared
public record RowPoints(double[][] rows, int[] items) implements Points {
  @Override
  public int count() {
    return items.length;
  }

  @Override
  public int dimension() {
    return rows[0].length;
  }

  @Override
  public boolean has(int point) {
    return true;
  }

  @Override
  public void copy(int point, double[] into) {
    System.arraycopy(rows[items[point]], 0, into, 0, dimension());
  }
}
