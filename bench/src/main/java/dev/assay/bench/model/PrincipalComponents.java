package dev.assay.bench.model;

import dev.assay.sampling.SeededStream;
import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/** The directions in which rows vary most. */
public final class PrincipalComponents {
  private static final int STEPS = 40;

  private PrincipalComponents() {}

  /**
   * The coordinates of each row along the first components.
   *
   * @param rows of mean 0
   * @param count how many components
   * @return one array of all rows for each component
   */
  public static double[][] of(double[][] rows, int count) {
    RealMatrix matrix = new Array2DRowRealMatrix(rows, false);
    RealMatrix covariance = matrix.transpose().multiply(matrix).scalarMultiply(1.0 / rows.length);
    EigenDecomposition decomposition = new EigenDecomposition(covariance);
    double[][] coordinates = new double[count][];
    for (int k = 0; k < count; k++) {
      RealVector direction = decomposition.getEigenvector(k);
      coordinates[k] = matrix.operate(direction).toArray();
    }
    return coordinates;
  }

  /**
   * The coordinates of each row in the space of the first components, by orthogonal iteration: as
   * far as distances and penalties go the same as along the components, and hundreds of times
   * sooner where rows are long.
   *
   * @param rows of mean 0
   * @param count how many components
   * @return one row of coordinates for each row
   */
  private static double[][] space(double[][] rows, int count) {
    double[][] covariance = covariance(rows);
    int width = covariance.length;
    SeededStream random = new SeededStream(1);
    double[][] basis = new double[count][width];
    for (double[] direction : basis) {
      Arrays.setAll(direction, d -> random.nextUnit() - .5);
    }
    orthonormalise(basis);
    for (int step = 0; step < STEPS; step++) {
      for (int k = 0; k < count; k++) {
        double[] next = new double[width];
        for (int d = 0; d < width; d++) {
          add(next, basis[k][d], covariance[d]);
        }
        basis[k] = next;
      }
      orthonormalise(basis);
    }
    double[][] coordinates = new double[rows.length][count];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < count; k++) {
        coordinates[i][k] = dot(rows[i], basis[k]);
      }
    }
    return coordinates;
  }

  /**
   * The coordinates of each row along all components, in their order.
   *
   * @param rows of mean 0
   */
  public static double[][] along(double[][] rows) {
    double[][] components = of(rows, rows[0].length);
    double[][] turned = new double[rows.length][components.length];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < components.length; k++) {
        turned[i][k] = components[k][i];
      }
    }
    return turned;
  }

  /** {@link #space} of rows of any mean, which are left as they are. */
  public static double[][] spaceOf(double[][] rows, int count) {
    int width = rows[0].length;
    double[] means = new double[width];
    for (double[] row : rows) {
      for (int d = 0; d < width; d++) {
        means[d] += row[d] / rows.length;
      }
    }
    double[][] centred = new double[rows.length][width];
    for (int i = 0; i < rows.length; i++) {
      for (int d = 0; d < width; d++) {
        centred[i][d] = rows[i][d] - means[d];
      }
    }
    return space(centred, count);
  }

  private static double[][] covariance(double[][] rows) {
    double[][] covariance = new double[rows[0].length][rows[0].length];
    for (double[] row : rows) {
      for (int d = 0; d < row.length; d++) {
        if (row[d] != 0) {
          add(covariance[d], row[d] / rows.length, row);
        }
      }
    }
    return covariance;
  }

  /** Gram and Schmidt, twice over for the sake of rounding. */
  private static void orthonormalise(double[][] basis) {
    for (int k = 0; k < basis.length; k++) {
      for (int pass = 0; pass < 2; pass++) {
        for (int other = 0; other < k; other++) {
          add(basis[k], -dot(basis[k], basis[other]), basis[other]);
        }
      }
      double length = Math.sqrt(dot(basis[k], basis[k]));
      for (int d = 0; d < basis[k].length; d++) {
        basis[k][d] /= length;
      }
    }
  }

  private static void add(double[] to, double factor, double[] what) {
    for (int d = 0; d < to.length; d++) {
      to[d] += factor * what[d];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += a[d] * b[d];
    }
    return sum;
  }
}
