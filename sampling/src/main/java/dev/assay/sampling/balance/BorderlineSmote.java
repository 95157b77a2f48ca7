package dev.assay.sampling.balance;

import dev.assay.sampling.InvalidDesignInputException;
import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;
import java.util.Arrays;
import java.util.List;

/**
 * As {@link Smote}, with parents only where the classes meet: rows of which at least half, but not
 * all, of the nearest are of other classes.
 *
 * <p>Han, Wang and Mao (2005), "Borderline-SMOTE: a new over-sampling method in imbalanced data
 * sets learning", its first form.
 */
public final class BorderlineSmote extends Oversampling {
  /** The nearest rows, of any class, that tell whether a row is at the border. */
  static final int DEFAULT_LOOKED_AT = 10;

  private final int neighbours;
  private final int lookedAt;

  /** With the numbers of neighbours of the paper's successors: 5 of its class, 10 of any. */
  public BorderlineSmote() {
    this(Interpolation.DEFAULT_NEIGHBOURS, DEFAULT_LOOKED_AT);
  }

  /**
   * With numbers of neighbours.
   *
   * @param neighbours of the class, that rows are made up towards; at least 1
   * @param lookedAt of any class, that tell where the border is; at least 1
   */
  public BorderlineSmote(int neighbours, int lookedAt) {
    this.neighbours = Require.count(neighbours, 1, Integer.MAX_VALUE, "number of neighbours");
    this.lookedAt = Require.count(lookedAt, 1, Integer.MAX_VALUE, "number of rows looked at");
  }

  @Override
  public String name() {
    return "borderline-smote";
  }

  @Override
  public String summary() {
    return "as smote, from rows where the classes meet (Han, Wang and Mao 2005)";
  }

  @Override
  List<SyntheticRow> fill(
      LabelledRows rows, int label, int[] members, int count, SeededStream stream) {
    int[] danger = danger(new Borders(rows, lookedAt), members);
    if (danger.length == 0) {
      throw Require.invalid(
          InvalidDesignInputException.Reason.COUNT_OUT_OF_RANGE,
          "borderline-smote finds no row of a class to be filled up where it meets the others:"
              + " use smote");
    }
    return new Interpolation(rows.features(), members, neighbours, name())
        .rows(danger, count, stream);
  }

  /** The places of the members at the border; those whose nearest are all strangers are noise. */
  static int[] danger(Borders borders, int[] members) {
    int[] danger = new int[members.length];
    int count = 0;
    for (int place = 0; place < members.length; place++) {
      int strangers = borders.strangers(members[place]);
      if (2 * strangers >= borders.neighbourCount() && strangers < borders.neighbourCount()) {
        danger[count++] = place;
      }
    }
    return Arrays.copyOf(danger, count);
  }
}
