package dev.assay.sampling.design;

import dev.assay.sampling.SeededStream;

/**
 * One step of the cube method's flight (Deville and Tille 2004, "Efficient balanced sampling: the
 * cube method"): moves a few undecided probabilities along a direction that keeps all balancing
 * totals, as far as a random one of its two ends, where one of them is decided.
 *
 * <p>With constraint columns {@code a_i = x_i / pi_i}, a vector v with {@code sum v_i a_i = 0}
 * keeps the totals {@code sum p_i a_i}. With the greatest steps up and down, {@code u} and {@code
 * d}, the move is {@code +u v} with probability {@code d / (u + d)} and {@code -d v} otherwise, so
 * that expectations are kept.
 */
final class BalancingStep {

  /** How near to 0 or 1 a probability counts as decided. */
  static final double DECIDED = 1e-10;

  private static final double NEGLIGIBLE_PIVOT = 1e-11;

  private final double[][] columns;
  private final double[][] matrix;
  private final int[] pivotColumn;
  private final double[] direction;
  private final SeededStream random;

  /**
   * Prepares steps.
   *
   * @param columns for each unit its constraint column
   * @param random advanced by the steps
   */
  BalancingStep(double[][] columns, SeededStream random) {
    int constraints = columns.length == 0 ? 0 : columns[0].length;
    this.columns = columns;
    this.matrix = new double[constraints][constraints + 1];
    this.pivotColumn = new int[constraints];
    this.direction = new double[constraints + 1];
    this.random = random;
  }

  /**
   * Takes one step; afterwards at least one of the units is exactly 0 or 1.
   *
   * @param probabilities of all units, changed for the active
   * @param active units strictly between 0 and 1
   * @param count how many of the active to use, at most one more than there are constraints; the
   *     first {@code count - 1} constraints are kept
   */
  void take(double[] probabilities, int[] active, int count) {
    findDirection(active, count);
    double up = Double.POSITIVE_INFINITY;
    double down = Double.POSITIVE_INFINITY;
    for (int k = 0; k < count; k++) {
      double p = probabilities[active[k]];
      double v = direction[k];
      if (v > 0) {
        up = Math.min(up, (1 - p) / v);
        down = Math.min(down, p / v);
      } else if (v < 0) {
        up = Math.min(up, -p / v);
        down = Math.min(down, (p - 1) / v);
      }
    }
    double step = random.nextUnit() * (up + down) < down ? up : -down;
    for (int k = 0; k < count; k++) {
      double moved = probabilities[active[k]] + step * direction[k];
      probabilities[active[k]] = moved < DECIDED ? 0 : moved > 1 - DECIDED ? 1 : moved;
    }
  }

  /** A vector, not zero, in the null space of the first count - 1 constraints, greatest entry 1. */
  private void findDirection(int[] active, int count) {
    int rows = count - 1;
    for (int row = 0; row < rows; row++) {
      double greatest = 0;
      for (int k = 0; k < count; k++) {
        matrix[row][k] = columns[active[k]][row];
        greatest = Math.max(greatest, Math.abs(matrix[row][k]));
      }
      for (int k = 0; k < count && greatest > 0; k++) {
        matrix[row][k] /= greatest;
      }
    }
    int rank = eliminate(rows, count);
    solveBack(rank, count);
    double greatest = 0;
    for (int k = 0; k < count; k++) {
      greatest = Math.max(greatest, Math.abs(direction[k]));
    }
    for (int k = 0; k < count; k++) {
      direction[k] /= greatest;
    }
  }

  /** Gauss-Jordan elimination with the greatest pivot of what is left; returns the rank. */
  private int eliminate(int rows, int count) {
    for (int rank = 0; rank < rows; rank++) {
      int pivotRow = rank;
      int column = 0;
      double greatest = NEGLIGIBLE_PIVOT;
      for (int row = rank; row < rows; row++) {
        for (int k = 0; k < count; k++) {
          if (Math.abs(matrix[row][k]) > greatest) {
            greatest = Math.abs(matrix[row][k]);
            pivotRow = row;
            column = k;
          }
        }
      }
      if (greatest == NEGLIGIBLE_PIVOT) {
        return rank;
      }
      double[] swapped = matrix[pivotRow];
      matrix[pivotRow] = matrix[rank];
      matrix[rank] = swapped;
      pivotColumn[rank] = column;
      for (int row = 0; row < rows; row++) {
        double factor = row == rank ? 0 : matrix[row][column] / matrix[rank][column];
        if (factor != 0) {
          for (int k = 0; k < count; k++) {
            matrix[row][k] -= factor * matrix[rank][k];
          }
          matrix[row][column] = 0;
        }
      }
    }
    return rows;
  }

  /**
   * Sets the first column without a pivot to 1 and the others without to 0, solves for the rest.
   */
  private void solveBack(int rank, int count) {
    int free = 0;
    while (isPivot(free, rank)) {
      free++;
    }
    for (int k = 0; k < count; k++) {
      direction[k] = k == free ? 1 : 0;
    }
    for (int row = 0; row < rank; row++) {
      direction[pivotColumn[row]] = -matrix[row][free] / matrix[row][pivotColumn[row]];
    }
  }

  private boolean isPivot(int column, int rank) {
    for (int row = 0; row < rank; row++) {
      if (pivotColumn[row] == column) {
        return true;
      }
    }
    return false;
  }
}
