package dev.assay.sampling.estimate.mean;

import dev.assay.sampling.estimate.InvalidInputException;
import dev.assay.sampling.estimate.Require;

/** Auxiliary variables of each label, and their totals over the pool. Immutable. */
public final class Auxiliary {
  private final double[][] rows;
  private final double[] totals;

  /**
   * @param rows one row a label, one column a variable; give a constant 1 among them
   * @param totals of each variable over the pool
   */
  public Auxiliary(double[][] rows, double[] totals) {
    Require.finite("totals", totals);
    if (totals.length == 0) {
      throw new InvalidInputException("totals", "is empty; give at least one variable");
    }
    this.rows = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      Require.finite("rows[" + i + "]", rows[i]);
      if (rows[i].length != totals.length) {
        throw new InvalidInputException(
            "rows[" + i + "]", "has " + rows[i].length + " variables of " + totals.length);
      }
      this.rows[i] = rows[i].clone();
    }
    this.totals = totals.clone();
  }

  int count() {
    return rows.length;
  }

  /** The number of variables. */
  int width() {
    return totals.length;
  }

  double x(int i, int variable) {
    return rows[i][variable];
  }

  double total(int variable) {
    return totals[variable];
  }

  double dot(int i, double[] coefficients) {
    double sum = 0;
    for (int j = 0; j < coefficients.length; j++) {
      sum += rows[i][j] * coefficients[j];
    }
    return sum;
  }
}
