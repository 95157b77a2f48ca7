package dev.assay.sampling.balance;

import dev.assay.sampling.SeededStream;
import java.util.Arrays;

/**
 * Takes rows of the smaller classes several times, drawn with replacement, until every class has as
 * many as the greatest.
 */
public final class RandomOversampling implements Balancing {

  @Override
  public String name() {
    return "random-over";
  }

  @Override
  public String summary() {
    return "rows of the smaller classes drawn again with replacement";
  }

  @Override
  public Balanced balance(LabelledRows rows, long seed) {
    int[] multiplicities = new int[rows.count()];
    Arrays.fill(multiplicities, 1);
    int greatest = rows.greatest();
    for (int label = 0; label < rows.classCount(); label++) {
      int[] members = rows.members(label);
      SeededStream stream = new SeededStream(seed, label);
      for (int k = members.length; members.length > 0 && k < greatest; k++) {
        multiplicities[members[stream.nextBelow(members.length)]]++;
      }
    }
    return Balanced.times(multiplicities);
  }
}
