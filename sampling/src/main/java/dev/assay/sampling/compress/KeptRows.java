package dev.assay.sampling.compress;

import java.util.Arrays;

/**
 * The rows that a compression keeps.
 *
 * @param rows each once; in the order in which they were kept, where there is one
 * @param weights of each in a loss, mean 1
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
public record KeptRows(int[] rows, double[] weights) {

  /** Rows that all weigh the same. */
  public static KeptRows even(int[] rows) {
    double[] ones = new double[rows.length];
    Arrays.fill(ones, 1);
    return new KeptRows(rows, ones);
  }
}
