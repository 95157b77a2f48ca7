package dev.assay.sampling.balance;

import dev.assay.sampling.Require;
import dev.assay.sampling.design.KeyOrder;
import dev.assay.sampling.vector.Chunks;
import java.util.Arrays;

/**
 * Keeps, of every class but the smallest, as many rows as that has: those of least mean distance
 * from their nearest rows of the smallest class; of equals the first.
 *
 * <p>Mani and Zhang (2003), "kNN approach to unbalanced data distributions", NearMiss-1.
 */
public final class NearMiss implements Balancing {
  /** The rows of the smallest class whose distances are averaged. */
  static final int DEFAULT_NEIGHBOURS = 3;

  private static final int ROWS_AT_ONCE = 64;

  private final int neighbours;

  /** With {@value #DEFAULT_NEIGHBOURS} neighbours. */
  public NearMiss() {
    this(DEFAULT_NEIGHBOURS);
  }

  /**
   * With so many neighbours.
   *
   * @param neighbours at least 1; all of the smallest class where it has fewer
   */
  public NearMiss(int neighbours) {
    this.neighbours = Require.count(neighbours, 1, Integer.MAX_VALUE, "number of neighbours");
  }

  @Override
  public String name() {
    return "near-miss";
  }

  @Override
  public String summary() {
    return "rows kept that are nearest to the smallest class (Mani and Zhang 2003)";
  }

  @Override
  public Balanced balance(LabelledRows rows, long seed) {
    int smallest = Undersampling.smallest(rows);
    int[] minority = rows.members(smallest);
    int[] multiplicities = new int[rows.count()];
    for (int label = 0; label < rows.classCount(); label++) {
      int[] members = rows.members(label);
      if (label == smallest || members.length <= minority.length) {
        for (int row : members) {
          multiplicities[row] = 1;
        }
      } else {
        int[] nearest = KeyOrder.ascending(meanDistances(rows, members, minority));
        for (int k = 0; k < minority.length; k++) {
          multiplicities[members[nearest[k]]] = 1;
        }
      }
    }
    return Balanced.times(multiplicities);
  }

  private double[] meanDistances(LabelledRows rows, int[] members, int[] minority) {
    double[] means = new double[members.length];
    int averaged = Math.min(neighbours, minority.length);
    Chunks.forEach(
        members.length,
        ROWS_AT_ONCE,
        (from, to) -> {
          double[] place = new double[rows.features().dimension()];
          double[] distances = new double[minority.length];
          for (int k = from; k < to; k++) {
            rows.features().copy(members[k], place);
            for (int m = 0; m < distances.length; m++) {
              distances[m] = rows.features().squaredDistance(minority[m], place);
            }
            Arrays.sort(distances);
            for (int m = 0; m < averaged; m++) {
              means[k] += Math.sqrt(distances[m]) / averaged;
            }
          }
        });
    return means;
  }
}
