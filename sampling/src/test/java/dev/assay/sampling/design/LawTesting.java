package dev.assay.sampling.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.LongFunction;

/** Assertions about exact laws. */
final class LawTesting {

  private LawTesting() {}

  /** Asserts that draws follow the law: chi-square over all samples. */
  static void assertDraws(SampleLaw law, int draws, LongFunction<int[]> design) {
    long[] counts = new long[1 << law.units()];
    for (int seed = 0; seed < draws; seed++) {
      counts[Published.mask(design.apply(seed))]++;
    }
    double[] probabilities = new double[counts.length];
    law.probabilities().forEach((mask, probability) -> probabilities[mask] = probability);
    ChiSquare.assertMultinomial(probabilities, counts);
  }

  /** Asserts that the law has inclusion probabilities to within rounding. */
  static void assertInclusion(SampleLaw law, double[] expected) {
    assertThat(law.inclusionProbabilities()).containsExactly(expected, within(1e-12));
  }

  /** Asserts that the law has joint probabilities to within rounding. */
  static void assertJoint(SampleLaw law, double[][] expected) {
    double[][] joint = law.jointProbabilities();
    for (int i = 0; i < expected.length; i++) {
      assertThat(expected[i]).as("row %d", i).containsExactly(joint[i], within(1e-12));
    }
  }

  /** The exact design variance of the Horvitz-Thompson total. */
  static double varianceOfTotal(SampleLaw law, double[] pi, double[] values) {
    return law.variance(
        sample -> {
          double total = 0;
          for (int unit : sample) {
            total += values[unit] / pi[unit];
          }
          return total;
        });
  }
}
