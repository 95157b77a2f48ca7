package dev.assay.sampling.balance;

import dev.assay.sampling.SeededStream;
import java.util.ArrayList;
import java.util.List;

/** Fills every class up to the size of the greatest by rows that are made up. */
abstract class Oversampling implements Balancing {

  @Override
  public final Balanced balance(LabelledRows rows, long seed) {
    int greatest = rows.greatest();
    List<SyntheticRow> made = new ArrayList<>();
    for (int label = 0; label < rows.classCount(); label++) {
      int[] members = rows.members(label);
      if (members.length > 0 && members.length < greatest) {
        made.addAll(
            fill(rows, label, members, greatest - members.length, new SeededStream(seed, label)));
      }
    }
    return Balanced.with(rows.count(), made);
  }

  /**
   * Makes rows of a class up.
   *
   * @param members its rows, ascending, at least one
   * @param count how many are wanted, at least 1
   */
  abstract List<SyntheticRow> fill(
      LabelledRows rows, int label, int[] members, int count, SeededStream stream);
}
