package dev.assay.sampling.quality.agreement;

import dev.assay.sampling.SeededStream;
import java.util.Arrays;

/**
 * How much each item counts, and what else counts beside the items.
 *
 * @param ofItem weight of each item, 0 or more
 * @param agreeing weight of an item that nobody has seen, on which all votes agree
 * @param differing weight of one on which no two votes agree
 */
@SuppressWarnings("ArrayRecordComponent") // read at once, compared by nobody
record ItemWeights(double[] ofItem, double agreeing, double differing) {

  /** Every item counts once, and nothing beside. */
  static ItemWeights once(int items) {
    double[] ofItem = new double[items];
    Arrays.fill(ofItem, 1);
    return new ItemWeights(ofItem, 0, 0);
  }

  /** Drawn as {@link BootstrapInterval} says, the unseen item being one that differs. */
  static ItemWeights draw(int items, SeededStream random) {
    double unseen = exponential(random);
    double[] ofItem = new double[items];
    for (int item = 0; item < items; item++) {
      ofItem[item] = exponential(random);
    }
    return new ItemWeights(ofItem, 0, unseen);
  }

  /** The same with an unseen item that agrees in the place of one that differs. */
  ItemWeights agreeingInstead() {
    double unseen = differing;
    return new ItemWeights(ofItem, unseen, 0);
  }

  /**
   * Adds the votes of the item that agrees to those for each class: as many for each class that is
   * named, for nobody knows which it is.
   */
  void spreadAgreeing(double[] frequency, double votes) {
    long named = Arrays.stream(frequency).filter(one -> one > 0).count();
    for (int label = 0; label < frequency.length; label++) {
      frequency[label] += frequency[label] > 0 ? agreeing * votes / named : 0;
    }
  }

  /** The weight of all. */
  double total() {
    return Arrays.stream(ofItem).sum() + agreeing + differing;
  }

  private static double exponential(SeededStream random) {
    return -StrictMath.log(random.nextOpenUnit());
  }
}
