package dev.assay.sampling.acquire;

import dev.assay.sampling.vector.Points;

/** Points as given, empty rows missing. */
public final class FloatPoints implements Points {
  private final float[][] rows;
  private int dimension;

  private FloatPoints(float[][] rows) {
    this.rows = rows;
    for (float[] row : rows) {
      dimension = Math.max(dimension, row.length);
    }
  }

  public static FloatPoints of(float[]... rows) {
    return new FloatPoints(rows);
  }

  public float[][] rows() {
    return rows;
  }

  @Override
  public int count() {
    return rows.length;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public boolean has(int point) {
    return rows[point].length > 0;
  }

  @Override
  public void copy(int point, double[] into) {
    for (int d = 0; d < dimension; d++) {
      into[d] = rows[point][d];
    }
  }
}
