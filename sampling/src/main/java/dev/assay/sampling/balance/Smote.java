package dev.assay.sampling.balance;

import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;
import java.util.List;

/**
 * Makes rows of the smaller classes up, each between a row and one of its nearest of the same
 * class.
 *
 * <p>Chawla, Bowyer, Hall and Kegelmeyer (2002), "SMOTE: synthetic minority over-sampling
 * technique".
 */
public final class Smote extends Oversampling {
  private final int neighbours;

  /** With {@value Interpolation#DEFAULT_NEIGHBOURS} neighbours. */
  public Smote() {
    this(Interpolation.DEFAULT_NEIGHBOURS);
  }

  /**
   * Towards one of so many neighbours.
   *
   * @param neighbours at least 1
   */
  public Smote(int neighbours) {
    this.neighbours = Require.count(neighbours, 1, Integer.MAX_VALUE, "number of neighbours");
  }

  @Override
  public String name() {
    return "smote";
  }

  @Override
  public String summary() {
    return "rows made up between neighbours of a class (Chawla et al. 2002)";
  }

  @Override
  List<SyntheticRow> fill(
      LabelledRows rows, int label, int[] members, int count, SeededStream stream) {
    Interpolation between = new Interpolation(rows.features(), members, neighbours, name());
    return between.rows(between.places(), count, stream);
  }
}
