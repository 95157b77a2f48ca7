package dev.assay.sampling.acquire.geometry;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.acquire.FloatPoints;
import dev.assay.sampling.acquire.Rows;

/** Random points in some clouds, and random probabilities. */
final class Clouds {
  private Clouds() {}

  static FloatPoints points(int count, int dimension, long seed) {
    SeededStream random = new SeededStream(seed);
    float[][] rows = new float[count][dimension];
    for (float[] row : rows) {
      int cloud = random.nextBelow(4);
      for (int d = 0; d < dimension; d++) {
        row[d] = (float) (3 * ((cloud >> (d % 2)) & 1) + random.nextUnit() + random.nextUnit());
      }
    }
    return FloatPoints.of(rows);
  }

  static Rows scores(int count, int classes, long seed) {
    SeededStream random = new SeededStream(seed);
    float[][] rows = new float[count][classes];
    for (float[] row : rows) {
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        row[k] = (float) -Math.log(random.nextOpenUnit());
        sum += row[k];
      }
      for (int k = 0; k < classes; k++) {
        row[k] /= (float) sum;
      }
    }
    return new Rows(classes, false, rows);
  }

  static float[][] inOrder(float[][] rows, int[] order) {
    float[][] moved = new float[rows.length][];
    for (int i = 0; i < order.length; i++) {
      moved[i] = rows[order[i]];
    }
    return moved;
  }
}
