package dev.assay.sampling.balance;

import dev.assay.sampling.Require;
import java.util.Arrays;

/**
 * Leaves out rows of every class but the smallest that have a row of another class among their
 * nearest.
 *
 * <p>Wilson (1972), "Asymptotic properties of nearest neighbor rules using edited data", in the
 * form that asks all neighbours to agree.
 */
public final class EditedNearestNeighbours implements Balancing {
  /** The nearest rows that have to agree. */
  static final int DEFAULT_NEIGHBOURS = 3;

  private final int neighbours;

  /** With {@value #DEFAULT_NEIGHBOURS} neighbours. */
  public EditedNearestNeighbours() {
    this(DEFAULT_NEIGHBOURS);
  }

  /**
   * With so many neighbours.
   *
   * @param neighbours at least 1
   */
  public EditedNearestNeighbours(int neighbours) {
    this.neighbours = Require.count(neighbours, 1, Integer.MAX_VALUE, "number of neighbours");
  }

  @Override
  public String name() {
    return "edited-nearest-neighbours";
  }

  @Override
  public String summary() {
    return "rows left out that a row of another class is near to (Wilson 1972)";
  }

  @Override
  public Balanced balance(LabelledRows rows, long seed) {
    Borders borders = new Borders(rows, neighbours);
    int[] multiplicities = new int[rows.count()];
    Arrays.fill(multiplicities, 1);
    int kept = Undersampling.smallest(rows);
    for (int row = 0; row < multiplicities.length; row++) {
      if (rows.classes()[row] != kept && borders.strangers(row) > 0) {
        multiplicities[row] = 0;
      }
    }
    return Balanced.times(multiplicities);
  }
}
