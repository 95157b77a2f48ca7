package dev.assay.sampling.estimate;

import dev.assay.sampling.estimate.numeric.HypergeometricLaw;

/**
 * The exact interval for a share of a finite population from a simple random sample without
 * replacement: Clopper and Pearson's construction with the hypergeometric distribution. Free of
 * assumptions; shorter than {@link ClopperPearson} where the sample is a good part of the
 * population, a point where it is all of it. Source: Buonaccorsi (1987), "A note on confidence
 * intervals for proportions in finite populations".
 */
public final class Hypergeometric {
  /** The name that its intervals carry. */
  public static final String NAME = "hypergeometric";

  private Hypergeometric() {}

  /**
   * Equal-tailed interval for the population's share.
   *
   * @param trials n, at least 1 and at most populationCount
   * @param successes in [0, trials]
   */
  public static Interval of(long successes, long trials, long populationCount, double level) {
    Binomial.check(successes, trials, level);
    Require.population(populationCount, trials);
    double tail = (1 - level) / 2;
    long low = lowest(successes, trials, populationCount, tail);
    long high = populationCount - lowest(trials - successes, trials, populationCount, tail);
    return new Interval(
        (double) low / populationCount, (double) high / populationCount, level, NAME);
  }

  /** The least number of marked units under which so many would be seen with more than the tail. */
  private static long lowest(long successes, long trials, long populationCount, double tail) {
    long low = successes;
    long high = populationCount - (trials - successes);
    while (low < high) {
      long middle = low + (high - low) / 2;
      if (HypergeometricLaw.atLeast(successes, populationCount, middle, trials) > tail) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
