package dev.assay.sampling.estimate.variance;

import java.util.List;
import java.util.stream.IntStream;

/** The published sample law of ordered pivotal sampling of the six-unit population. */
final class OrderedPivotalLaw {
  record Outcome(String bits, double probability) {
    int[] units() {
      return IntStream.range(0, bits.length()).filter(i -> bits.charAt(i) == '1').toArray();
    }
  }

  static final List<Outcome> OUTCOMES =
      List.of(
          new Outcome("000111", 7 / 20.0),
          new Outcome("001011", 123 / 500.0),
          new Outcome("001101", 697 / 6500.0),
          new Outcome("001110", 369 / 6500.0),
          new Outcome("010011", 51 / 500.0),
          new Outcome("010101", 289 / 6500.0),
          new Outcome("010110", 153 / 6500.0),
          new Outcome("100011", 21 / 500.0),
          new Outcome("100101", 119 / 6500.0),
          new Outcome("100110", 63 / 6500.0));

  private OrderedPivotalLaw() {}

  static double[][] joint() {
    double[][] joint = new double[6][6];
    for (Outcome outcome : OUTCOMES) {
      for (int i : outcome.units()) {
        for (int j : outcome.units()) {
          joint[i][j] += outcome.probability();
        }
      }
    }
    return joint;
  }
}
