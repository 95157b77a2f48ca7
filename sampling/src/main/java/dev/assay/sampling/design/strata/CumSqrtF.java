package dev.assay.sampling.design.strata;

import dev.assay.sampling.Require;

/**
 * The cumulated square root of frequency rule (Dalenius and Hodges 1959, "Minimum variance
 * stratification"): near-optimal cuts of a score for a given number of strata.
 *
 * <p>The score's range is cut into equally wide cells; the square roots of their counts are
 * cumulated, and cut into equal parts. Sparse stretches, as the uncertain tail of error scores, get
 * more strata than quantile bins would give them.
 */
public final class CumSqrtF {

  /** The most histogram cells. */
  public static final int MAX_CELLS = 1_000_000;

  private CumSqrtF() {}

  /**
   * Builds the strata.
   *
   * @param scores one finite number for each unit
   * @param strata how many are wanted, at least 1; fewer come out where the scores fill fewer cells
   * @param cells of the histogram, at least as many as strata; some ten for each stratum or more
   * @return strata ascending with the scores
   */
  public static Strata of(double[] scores, int strata, int cells) {
    Require.population(scores.length);
    Require.count(cells, 1, MAX_CELLS, "number of histogram cells");
    Require.count(strata, 1, cells, "number of strata");
    Require.finite(scores, "score");
    double least = scores[0];
    double most = scores[0];
    for (double score : scores) {
      least = Math.min(least, score);
      most = Math.max(most, score);
    }
    int[] cellOf = new int[scores.length];
    int[] counts = new int[cells];
    for (int i = 0; i < scores.length; i++) {
      // Halves, since the range of extreme scores overflows.
      double along = most == least ? 0 : (scores[i] / 2 - least / 2) / (most / 2 - least / 2);
      cellOf[i] = (int) Math.min(cells - 1, along * cells);
      counts[cellOf[i]]++;
    }
    int[] stratumOfCell = cut(counts, strata);
    for (int i = 0; i < scores.length; i++) {
      cellOf[i] = stratumOfCell[cellOf[i]];
    }
    return Strata.ofLabels(cellOf);
  }

  /** Gives each cell the part of the cumulated roots in which its middle falls. */
  private static int[] cut(int[] counts, int strata) {
    double total = 0;
    for (int count : counts) {
      total += Math.sqrt(count);
    }
    int[] stratumOfCell = new int[counts.length];
    double before = 0;
    for (int cell = 0; cell < counts.length; cell++) {
      double root = Math.sqrt(counts[cell]);
      double middle = (before + root / 2) / total;
      stratumOfCell[cell] = (int) Math.min(strata - 1, middle * strata);
      before += root;
    }
    return stratumOfCell;
  }
}
