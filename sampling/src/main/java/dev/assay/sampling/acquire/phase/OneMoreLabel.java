package dev.assay.sampling.acquire.phase;

import dev.assay.sampling.SeededStream;

/**
 * How the learner's logits would change if one more item were labelled: by one Newton step from its
 * optimum, with the blocks of the Hessian that are of one logit each.
 *
 * <p>The block of logit k is B_k = sum of p_k (1 - p_k) x x' over the answers and I / C. With the
 * label y at x, logit k at z changes by
 *
 * <pre>-(p_k(x) - [y = k]) * z'B_k^-1 x / (1 + p_k(x) (1 - p_k(x)) x'B_k^-1 x)</pre>
 *
 * <p>one number for each pair of points and each logit; what the blocks leave out, the products p_j
 * p_k of different classes, a bound of the Hessian (Boehning 1992) leaves out, too, and is farther
 * off where the model is sure. Embeddings of more than {@link #MAX_DIRECTIONS} coordinates are
 * looked at along as many random directions (Johnson and Lindenstrauss 1984; Achlioptas 2003).
 */
final class OneMoreLabel {
  /** Coordinates of a point as the step sees it, but for the intercept. */
  static final int MAX_DIRECTIONS = 128;

  private final int outputs;
  private final double[][] directions;
  private final double[][][] factors;

  /**
   * Of a learner.
   *
   * @param rows what it was trained on, as it sees it
   * @param probabilities what it says of them
   * @param c inverse strength of its penalty
   * @param seed of the directions
   */
  OneMoreLabel(double[][] rows, double[][] probabilities, double c, long seed) {
    int classCount = probabilities[0].length;
    this.outputs = classCount == 2 ? 1 : classCount;
    this.directions = directions(rows[0].length, seed);
    double[][] seen = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      seen[i] = seen(rows[i]);
    }
    this.factors = new double[outputs][][];
    for (int output = 0; output < outputs; output++) {
      factors[output] = block(seen, probabilities, output, c);
      decompose(factors[output]);
    }
  }

  private static double[][] directions(int width, long seed) {
    if (width <= MAX_DIRECTIONS) {
      return new double[0][];
    }
    SeededStream random = new SeededStream(seed);
    double[][] directions = new double[MAX_DIRECTIONS][width];
    double length = 1 / Math.sqrt(MAX_DIRECTIONS);
    for (double[] direction : directions) {
      for (int d = 0; d < width; d++) {
        direction[d] = random.nextLong() < 0 ? -length : length;
      }
    }
    return directions;
  }

  /** A point as the step sees it: along the directions, then a 1 for the intercept. */
  private double[] seen(double[] row) {
    int width = directions.length == 0 ? row.length : directions.length;
    double[] seen = new double[width + 1];
    for (int d = 0; d < width; d++) {
      seen[d] = directions.length == 0 ? row[d] : dot(directions[d], row, row.length);
    }
    seen[width] = 1;
    return seen;
  }

  private static double[][] block(double[][] rows, double[][] probabilities, int output, double c) {
    int width = rows[0].length;
    double[][] block = new double[width][];
    for (int d = 0; d < width; d++) {
      block[d] = new double[d + 1];
      block[d][d] = 1 / c;
    }
    for (int i = 0; i < rows.length; i++) {
      double p = probabilities[i][output];
      for (int d = 0; d < width; d++) {
        double weighted = p * (1 - p) * rows[i][d];
        for (int e = 0; e <= d; e++) {
          block[d][e] += weighted * rows[i][e];
        }
      }
    }
    return block;
  }

  /** Cholesky's lower triangle in place; the matrix is positive definite by its diagonal. */
  private static void decompose(double[][] matrix) {
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = matrix[i][j] - dot(matrix[i], matrix[j], j);
        matrix[i][j] = i == j ? Math.sqrt(rest) : rest / matrix[j][j];
      }
    }
  }

  /** The logits that change: of two classes the first alone, as the learner has it. */
  int outputs() {
    return outputs;
  }

  /**
   * What of a point is compared with others: for each output, its product with the inverse of the
   * triangle.
   *
   * @param row the point as the learner sees it
   */
  double[][] halves(double[] row) {
    double[] seen = seen(row);
    double[][] halves = new double[outputs][seen.length];
    for (int output = 0; output < outputs; output++) {
      double[][] factor = factors[output];
      for (int d = 0; d < seen.length; d++) {
        halves[output][d] = (seen[d] - dot(factor[d], halves[output], d)) / factor[d][d];
      }
    }
    return halves;
  }

  /** z'B^-1 x of one output, from the halves of both. */
  static double product(double[] halfZ, double[] halfX) {
    return dot(halfZ, halfX, halfZ.length);
  }

  private static double dot(double[] a, double[] b, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
