package dev.assay.sampling.design;

import dev.assay.sampling.SeededStream;
import java.util.Arrays;

/** Draws positions in proportion to weights: cumulated once, a binary search for each draw. */
final class Cumulated {

  private final double[] cumulated;
  private final int lastPositive;

  /** Weights: finite, 0 or more, at least one positive, with a finite sum. */
  Cumulated(double[] weights) {
    this.cumulated = new double[weights.length];
    double sum = 0;
    int last = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      cumulated[i] = sum;
      if (weights[i] > 0) {
        last = i;
      }
    }
    this.lastPositive = last;
  }

  /** A position; one of weight 0 is never returned. */
  int draw(SeededStream random) {
    double target = random.nextUnit() * cumulated[cumulated.length - 1];
    int found = Arrays.binarySearch(cumulated, target);
    int position = found < 0 ? -found - 1 : found + 1;
    // Equal cumulated values belong to weights of 0, which a hit on the first of them must skip.
    while (position < lastPositive && cumulated[position] <= target) {
      position++;
    }
    return Math.min(position, lastPositive);
  }
}
