package dev.assay.sampling.balance;

import java.util.Arrays;
import java.util.List;

/**
 * A balanced training set: what becomes of each row, and the rows made up beside them. The arrays
 * have one number for each row and belong to whoever asked.
 *
 * @param multiplicities how often the row is taken, 0 where it is left out
 * @param weights what each of its copies weighs in a loss; 1 where the method does not weigh
 * @param probabilities the probability with which the row was kept; 1 where that was not left to
 *     chance
 * @param synthetic rows made up, in the order in which they were
 * @param softLabels a teacher's probabilities of the classes for each row that is taken, empty for
 *     others; no element at all where labels stay as they are
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
public record Balanced(
    int[] multiplicities,
    double[] weights,
    double[] probabilities,
    List<SyntheticRow> synthetic,
    double[][] softLabels) {

  /** Every row once, nothing else. */
  static Balanced unchanged(int rows) {
    return new Balanced(filled(rows, 1), ones(rows), ones(rows), List.of(), new double[0][]);
  }

  /** Each row as often as said, with equal weights. */
  static Balanced times(int[] multiplicities) {
    int rows = multiplicities.length;
    return new Balanced(multiplicities, ones(rows), ones(rows), List.of(), new double[0][]);
  }

  /** Every row once, and rows made up. */
  static Balanced with(int rows, List<SyntheticRow> synthetic) {
    return new Balanced(filled(rows, 1), ones(rows), ones(rows), synthetic, new double[0][]);
  }

  /** Every row once, weighted. */
  static Balanced weighted(double[] weights) {
    int rows = weights.length;
    return new Balanced(filled(rows, 1), weights, ones(rows), List.of(), new double[0][]);
  }

  private static int[] filled(int rows, int value) {
    int[] all = new int[rows];
    Arrays.fill(all, value);
    return all;
  }

  private static double[] ones(int rows) {
    double[] all = new double[rows];
    Arrays.fill(all, 1);
    return all;
  }

  /** The number of rows taken, copies and rows made up included. */
  public long size() {
    return Arrays.stream(multiplicities).asLongStream().sum() + synthetic.size();
  }
}
