package dev.assay.sampling.acquire;

import dev.assay.sampling.Require;
import dev.assay.sampling.design.KeyOrder;
import dev.assay.sampling.design.WaterFilling;
import java.util.Arrays;

/**
 * The selection of a strategy that chooses candidates for what they are together, each given those
 * before it.
 *
 * <p>It is drawn as a probability sample. Of N candidates n are drawn: with an exploration share of
 * phi, each chosen one has the inclusion probability 1 - phi + phi n / N and every other one phi n
 * / N, where as many are chosen as are drawn. What too few chosen ones leave is shared evenly among
 * the others. Each chosen candidate stands with its cell, the candidates that it was chosen for, so
 * that where it is not drawn one of its cell mostly is, and seldom two are. Sharpness has no
 * effect.
 */
public final class OrderedBatch implements Selection {
  private final int[] chosen;
  private final int[] cellOf;

  /**
   * A batch.
   *
   * @param chosen different candidates, the first chosen first; none where nothing is of use
   * @param cellOf for each candidate the place in {@code chosen} of the one that stands for it, its
   *     own where it is chosen itself; -1 for candidates that nobody stands for
   * @throws dev.assay.sampling.InvalidDesignInputException for places out of range, or a chosen
   *     candidate that is not in its own cell, as one that is chosen twice cannot be
   */
  public OrderedBatch(int[] chosen, int[] cellOf) {
    this.chosen = chosen;
    this.cellOf = cellOf;
    for (int cell : cellOf) {
      Require.count(cell, -1, chosen.length - 1, "cell of a candidate");
    }
    for (int place = 0; place < chosen.length; place++) {
      int candidate = Require.count(chosen[place], 0, cellOf.length - 1, "chosen candidate");
      Require.count(cellOf[candidate], place, place, "cell of a chosen candidate");
    }
  }

  /** The first chosen 1, then evenly down; 0 for those not chosen. */
  @Override
  public double[] utilities() {
    double[] utilities = new double[cellOf.length];
    for (int place = 0; place < chosen.length; place++) {
      utilities[chosen[place]] = 1 - (double) place / chosen.length;
    }
    return utilities;
  }

  @Override
  public double[] inclusionProbabilities(int drawCount, double explorationShare, double sharpness) {
    return WaterFilling.inclusionProbabilities(sizes(), drawCount, explorationShare);
  }

  private double[] sizes() {
    double[] sizes = new double[cellOf.length];
    if (chosen.length == 0) {
      Arrays.fill(sizes, 1);
    }
    for (int candidate : chosen) {
      sizes[candidate] = 1;
    }
    return sizes;
  }

  /** Cell by cell, the chosen one of each first; then those that nobody stands for. */
  @Override
  public int[] order() {
    double[] keys = new double[cellOf.length];
    for (int i = 0; i < keys.length; i++) {
      int cell = cellOf[i] < 0 ? chosen.length : cellOf[i];
      keys[i] = cell < chosen.length && chosen[cell] == i ? cell : cell + .5;
    }
    return KeyOrder.ascending(keys);
  }
}
