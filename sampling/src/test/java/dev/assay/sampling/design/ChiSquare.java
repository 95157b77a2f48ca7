package dev.assay.sampling.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.LongFunction;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * Goodness of fit of many draws at level 1e-6: the whole suite errs less than once in a thousand
 * choices of its seeds, and a failure is a fault.
 */
final class ChiSquare {

  static final double LEVEL = 1e-6;

  private ChiSquare() {}

  /**
   * Asserts that units are drawn with their probabilities: a chi-square test with one degree of
   * freedom for each unit, the level shared among them (Bonferroni), since the counts of different
   * units depend on each other in a way that differs by design.
   */
  static void assertInclusion(double[] probabilities, int draws, LongFunction<int[]> design) {
    long[] counts = new long[probabilities.length];
    for (int seed = 0; seed < draws; seed++) {
      for (int unit : design.apply(seed)) {
        counts[unit]++;
      }
    }
    double limit = quantile(1, LEVEL / probabilities.length);
    for (int i = 0; i < probabilities.length; i++) {
      double variance = draws * probabilities[i] * (1 - probabilities[i]);
      double difference = counts[i] - draws * probabilities[i];
      if (variance < 1e-9) {
        assertThat(difference).as("unit %d", i).isCloseTo(0, within(1e-3));
      } else {
        assertThat(difference * difference / variance).as("unit %d", i).isLessThan(limit);
      }
    }
  }

  /**
   * Asserts that cells of a multinomial are hit with their probabilities; small cells are pooled.
   */
  static void assertMultinomial(double[] probabilities, long[] counts) {
    long draws = 0;
    for (long count : counts) {
      draws += count;
    }
    double statistic = 0;
    double pooledExpected = 0;
    long pooledCount = 0;
    int cells = 0;
    for (int i = 0; i < probabilities.length; i++) {
      double expected = draws * probabilities[i];
      if (expected < 10) {
        assertThat(expected > 0 || counts[i] == 0).as("impossible cell %d", i).isTrue();
        pooledExpected += expected;
        pooledCount += counts[i];
      } else {
        statistic += square(counts[i] - expected) / expected;
        cells++;
      }
    }
    if (pooledExpected >= 1) {
      statistic += square(pooledCount - pooledExpected) / pooledExpected;
      cells++;
    }
    assertThat(statistic).isLessThan(quantile(Math.max(1, cells - 1), LEVEL));
  }

  static double quantile(int degrees, double level) {
    return new ChiSquaredDistribution(null, degrees).inverseCumulativeProbability(1 - level);
  }

  private static double square(double value) {
    return value * value;
  }
}
