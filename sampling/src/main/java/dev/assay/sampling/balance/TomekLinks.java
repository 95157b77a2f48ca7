package dev.assay.sampling.balance;

import java.util.Arrays;

/**
 * Leaves out rows of every class but the smallest that are each other's nearest with a row of
 * another class.
 *
 * <p>Tomek (1976), "Two modifications of CNN".
 */
public final class TomekLinks implements Balancing {

  @Override
  public String name() {
    return "tomek-links";
  }

  @Override
  public String summary() {
    return "rows left out that face a row of another class (Tomek 1976)";
  }

  @Override
  public Balanced balance(LabelledRows rows, long seed) {
    Borders borders = new Borders(rows, 1);
    int[] multiplicities = new int[rows.count()];
    Arrays.fill(multiplicities, 1);
    int kept = Undersampling.smallest(rows);
    for (int row = 0; row < multiplicities.length && borders.neighbourCount() > 0; row++) {
      int nearest = borders.neighbour(row, 0);
      boolean isLink =
          rows.classes()[nearest] != rows.classes()[row] && borders.neighbour(nearest, 0) == row;
      if (isLink && rows.classes()[row] != kept) {
        multiplicities[row] = 0;
      }
    }
    return Balanced.times(multiplicities);
  }
}
