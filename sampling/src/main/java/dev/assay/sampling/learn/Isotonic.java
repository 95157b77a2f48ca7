package dev.assay.sampling.learn;

import java.util.Arrays;
import java.util.Comparator;

/**
 * A function that never falls, fitted by least squares: constant on blocks of examples, straight
 * between the means of neighbouring blocks, constant beyond the outermost. Immutable.
 *
 * <p>Ayer et al. (1955), "An empirical distribution function for sampling with incomplete
 * information" (pool adjacent violators); for calibration Zadrozny and Elkan (2002), "Transforming
 * classifier scores into accurate multiclass probability estimates".
 */
public final class Isotonic {
  private final double[] at;
  private final double[] values;

  private Isotonic(double[] at, double[] values) {
    this.at = at;
    this.values = values;
  }

  /** Some examples that get one value. */
  private static final class Block {
    private double sumAt;
    private double sum;
    private int count;

    Block(double at, double value) {
      this.sumAt = at;
      this.sum = value;
      this.count = 1;
    }

    double mean() {
      return sum / count;
    }

    void add(Block other) {
      sumAt += other.sumAt;
      sum += other.sum;
      count += other.count;
    }
  }

  /**
   * Fits.
   *
   * @param at where the examples are, finite; at least one
   * @param values of the examples, finite
   */
  public static Isotonic fit(double[] at, double[] values) {
    Integer[] order = new Integer[at.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> at[i]));
    Block[] blocks = new Block[at.length];
    int count = 0;
    for (int next = 0; next < order.length; ) {
      Block block = new Block(at[order[next]], values[order[next]]);
      int first = next++;
      while (next < order.length && at[order[next]] == at[order[first]]) {
        block.add(new Block(at[order[next]], values[order[next]]));
        next++;
      }
      while (count > 0 && blocks[count - 1].mean() >= block.mean()) {
        Block before = blocks[--count];
        before.add(block);
        block = before;
      }
      blocks[count++] = block;
    }
    double[] centres = new double[count];
    double[] means = new double[count];
    for (int b = 0; b < count; b++) {
      centres[b] = blocks[b].sumAt / blocks[b].count;
      means[b] = blocks[b].mean();
    }
    return new Isotonic(centres, means);
  }

  /** The value at a place. */
  public double value(double place) {
    int found = Arrays.binarySearch(at, place);
    if (found >= 0) {
      return values[found];
    }
    int above = -found - 1;
    if (above == 0) {
      return values[0];
    }
    if (above == at.length) {
      return values[at.length - 1];
    }
    double share = (place - at[above - 1]) / (at[above] - at[above - 1]);
    return values[above - 1] + share * (values[above] - values[above - 1]);
  }
}
