package dev.assay.sampling.design;

import java.util.stream.IntStream;

/** The six-unit population, drawn three at a time, that reference software was run on. */
final class Published {

  static final double[] PI = {.07, .17, .41, .61, .83, .91};

  private Published() {}

  static double[] pi() {
    return PI.clone();
  }

  static int[] natural(int units) {
    return IntStream.range(0, units).toArray();
  }

  /** The mask of a sample written as 0s and 1s, unit 1 leftmost. */
  static int mask(String sample) {
    int mask = 0;
    for (int i = 0; i < sample.length(); i++) {
      mask |= sample.charAt(i) == '1' ? 1 << i : 0;
    }
    return mask;
  }

  static int mask(int[] units) {
    int mask = 0;
    for (int unit : units) {
      mask |= 1 << unit;
    }
    return mask;
  }
}
