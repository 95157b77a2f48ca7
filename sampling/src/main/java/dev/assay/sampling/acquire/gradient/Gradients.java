package dev.assay.sampling.acquire.gradient;

import dev.assay.sampling.vector.Chunks;
import java.util.Arrays;

/**
 * Gradients of the last layer if the model's answers were right: the outer products of r = p - e,
 * with e the model's answer, and h, the embedding.
 *
 * <p>An inner product of two gradients is that of their r times that of their h. So squared
 * distances come from K + D numbers a point, where a gradient has K times D.
 */
final class Gradients {
  private static final int CHUNK = 1024;
  private static final double ROUNDING = 1e-12;

  private final int classCount;
  private final int dimension;
  private final float[] residuals;
  private final float[] embeddings;
  private final double[] squares;

  /**
   * One of them.
   *
   * @param residual r
   * @param embedding h
   * @param square the squared length
   */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  record Row(float[] residual, float[] embedding, double square) {}

  private Gradients(int count, int classCount, int dimension) {
    this.classCount = classCount;
    this.dimension = dimension;
    this.residuals = new float[Math.multiplyExact(count, classCount)];
    this.embeddings = new float[Math.multiplyExact(count, dimension)];
    this.squares = new double[count];
  }

  /**
   * The gradients of some candidates, known by their places.
   *
   * @param units that are there
   */
  static Gradients of(Inputs inputs, int[] units) {
    int classCount = inputs.scores().classCount();
    Gradients made = new Gradients(units.length, classCount, inputs.vectors().dimension());
    Chunks.forEach(
        units.length,
        CHUNK,
        (from, to) -> {
          double[] row = new double[inputs.dimension()];
          for (int place = from; place < to; place++) {
            inputs.copy(units[place], row);
            made.put(place, row, inputs.scores().isMultiLabel());
          }
        });
    return made;
  }

  private void put(int place, double[] row, boolean isMultiLabel) {
    int answer = 0;
    for (int k = 1; k < classCount; k++) {
      answer = row[k] > row[answer] ? k : answer;
    }
    double r = 0;
    for (int k = 0; k < classCount; k++) {
      boolean isAnswer = isMultiLabel ? row[k] > .5 : k == answer;
      float residual = (float) (row[k] - (isAnswer ? 1 : 0));
      residuals[place * classCount + k] = residual;
      r += (double) residual * residual;
    }
    double h = 0;
    for (int d = 0; d < dimension; d++) {
      float coordinate = (float) row[classCount + d];
      embeddings[place * dimension + d] = coordinate;
      h += (double) coordinate * coordinate;
    }
    squares[place] = r * h;
  }

  double squaredLength(int place) {
    return squares[place];
  }

  Row row(int place) {
    return new Row(
        Arrays.copyOfRange(residuals, place * classCount, (place + 1) * classCount),
        Arrays.copyOfRange(embeddings, place * dimension, (place + 1) * dimension),
        squares[place]);
  }

  /** The squared distance of two of them, never below 0. */
  double squaredDistance(int place, Row from) {
    double r = dot(residuals, place * classCount, from.residual);
    double h = dot(embeddings, place * dimension, from.embedding);
    double distance = squares[place] + from.square - 2 * r * h;
    // What is left of equal gradients by rounding is no distance.
    return distance > ROUNDING * (squares[place] + from.square) ? distance : 0;
  }

  /** Four sums in a fixed order: the same on every machine, and faster than one. */
  private static double dot(float[] values, int start, float[] with) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int d = 0;
    for (; d + 3 < with.length; d += 4) {
      sum0 += (double) values[start + d] * with[d];
      sum1 += (double) values[start + d + 1] * with[d + 1];
      sum2 += (double) values[start + d + 2] * with[d + 2];
      sum3 += (double) values[start + d + 3] * with[d + 3];
    }
    for (; d < with.length; d++) {
      sum0 += (double) values[start + d] * with[d];
    }
    return sum0 + sum1 + (sum2 + sum3);
  }
}
