package dev.assay.sampling.estimate.numeric;

/** Small dense linear systems, by Gaussian elimination with row pivoting. */
public final class LinearSystem {
  private static final double SINGULAR = 1e-12;

  private LinearSystem() {}

  /**
   * Solves a x = b; leaves its arguments as they are.
   *
   * @param a square
   * @return x, or an empty array where a is singular to 12 digits of its column's size
   */
  public static double[] solve(double[][] a, double[] b) {
    int n = b.length;
    double[][] rows = new double[n][];
    for (int i = 0; i < n; i++) {
      rows[i] = new double[n + 1];
      System.arraycopy(a[i], 0, rows[i], 0, n);
      rows[i][n] = b[i];
    }
    for (int column = 0; column < n; column++) {
      int pivot = pivotRow(rows, column);
      double size = 0;
      for (double[] row : a) {
        size = Math.max(size, Math.abs(row[column]));
      }
      if (!(Math.abs(rows[pivot][column]) > SINGULAR * size)) {
        return new double[0];
      }
      double[] swapped = rows[pivot];
      rows[pivot] = rows[column];
      rows[column] = swapped;
      eliminate(rows, column);
    }
    return substitute(rows);
  }

  private static int pivotRow(double[][] rows, int column) {
    int pivot = column;
    for (int i = column + 1; i < rows.length; i++) {
      if (Math.abs(rows[i][column]) > Math.abs(rows[pivot][column])) {
        pivot = i;
      }
    }
    return pivot;
  }

  private static void eliminate(double[][] rows, int column) {
    double[] pivot = rows[column];
    for (int i = column + 1; i < rows.length; i++) {
      double factor = rows[i][column] / pivot[column];
      for (int j = column; j < pivot.length; j++) {
        rows[i][j] -= factor * pivot[j];
      }
    }
  }

  private static double[] substitute(double[][] rows) {
    int n = rows.length;
    double[] x = new double[n];
    for (int i = n - 1; i >= 0; i--) {
      double rest = rows[i][n];
      for (int j = i + 1; j < n; j++) {
        rest -= rows[i][j] * x[j];
      }
      x[i] = rest / rows[i][i];
    }
    return x;
  }
}
