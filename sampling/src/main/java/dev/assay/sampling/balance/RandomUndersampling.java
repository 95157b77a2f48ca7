package dev.assay.sampling.balance;

import dev.assay.sampling.SeededStream;

/**
 * Keeps as many rows of every class as the smallest has, drawn without replacement. Which
 * probability each had is recorded; the weights stay 1, for undoing the balance is not its purpose
 * ({@link ActiveDownsampling} does).
 */
public final class RandomUndersampling implements Balancing {

  @Override
  public String name() {
    return "random-under";
  }

  @Override
  public String summary() {
    return "rows of the greater classes left out at random";
  }

  @Override
  public Balanced balance(LabelledRows rows, long seed) {
    int least = rows.least();
    int[] multiplicities = new int[rows.count()];
    double[] probabilities = new double[rows.count()];
    for (int label = 0; label < rows.classCount(); label++) {
      int[] members = rows.members(label);
      new SeededStream(seed, label).shuffle(members);
      for (int k = 0; k < members.length; k++) {
        multiplicities[members[k]] = k < least ? 1 : 0;
        probabilities[members[k]] = (double) least / members.length;
      }
    }
    Balanced kept = Balanced.times(multiplicities);
    return new Balanced(
        multiplicities, kept.weights(), probabilities, kept.synthetic(), kept.softLabels());
  }
}
