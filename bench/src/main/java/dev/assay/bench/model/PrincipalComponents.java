package dev.assay.bench.model;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/** The directions in which rows vary most. */
public final class PrincipalComponents {
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
}
