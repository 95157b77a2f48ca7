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

  /** Drawn from the posterior that {@link BootstrapInterval} describes. */
  static ItemWeights draw(int items, SeededStream random) {
    double[] ofItem = new double[items];
    for (int item = 0; item < items; item++) {
      ofItem[item] = exponential(random);
    }
    return new ItemWeights(ofItem, halfSquare(random), halfSquare(random));
  }

  /** The weight of all. */
  double total() {
    return Arrays.stream(ofItem).sum() + agreeing + differing;
  }

  private static double exponential(SeededStream random) {
    return -StrictMath.log(random.nextOpenUnit());
  }

  /** Gamma with shape 1/2: half of the square of a normal number (Box and Muller, 1958). */
  private static double halfSquare(SeededStream random) {
    double cosine = StrictMath.cos(2 * Math.PI * random.nextUnit());
    return exponential(random) * cosine * cosine;
  }
}
