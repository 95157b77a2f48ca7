package dev.assay.sampling.design;

import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;
import java.util.Arrays;

/**
 * Permanent random numbers (Brewer, Early and Joyce 1972; Ohlsson 1995): a number that stays with
 * an item for as long as it lives, so that samples of different rounds are coordinated.
 *
 * <p>Drawing by the same numbers again keeps as many of the units as possible (two Poisson samples
 * share {@code sum min(pi_i, pi'_i)} units on average, the most there can be); drawing from a start
 * half the circle away avoids them.
 */
public final class PermanentNumbers {

  private PermanentNumbers() {}

  /**
   * The number of each item, on (0, 1): a function of its key and the seed alone, whatever else is
   * in the population.
   *
   * @param itemKeys that items keep from round to round
   * @param seed of the coordination: rounds of one seed are coordinated, those of two are
   *     independent
   */
  public static double[] of(long[] itemKeys, long seed) {
    double[] numbers = new double[itemKeys.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = new SeededStream(seed, itemKeys[i]).nextOpenUnit();
    }
    return numbers;
  }

  /**
   * The Poisson sample of those units whose number lies on the arc from the start as long as their
   * probability.
   *
   * @param inclusionProbabilities one for each unit, in [0, 1]
   * @param numbers one for each unit, as from {@link #of}
   * @param start of the arcs, in [0, 1): equal starts overlap most, starts apart least
   * @return the drawn units, ascending
   */
  public static int[] poisson(double[] inclusionProbabilities, double[] numbers, double start) {
    Require.probabilities(inclusionProbabilities);
    Require.sameLength(inclusionProbabilities.length, numbers.length, "permanent numbers");
    Require.share(start, "start");
    UnitSet taken = new UnitSet(numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      double along = numbers[i] - start;
      if ((along < 0 ? along + 1 : along) < inclusionProbabilities[i]) {
        taken.add(i);
      }
    }
    return taken.ascending();
  }

  /**
   * Pareto sampling (Rosen 1997): a coordinated sample of fixed size, of those units whose {@code
   * [u / (1 - u)] / [pi / (1 - pi)]} is least.
   *
   * <p>Its inclusion probabilities are near the pi given, not equal to them: some parts in a
   * hundred off for samples of a few units, and vanishing as {@code sum pi (1 - pi)} grows (Aires
   * and Rosen 2005). Where probabilities are to be exact, take Poisson sampling.
   *
   * @param inclusionProbabilities one for each unit, in [0, 1], with a whole total
   * @param numbers one for each unit, as from {@link #of}
   * @return the drawn units, ascending, as many as the total says
   */
  public static int[] pareto(double[] inclusionProbabilities, double[] numbers) {
    int size = Require.wholeTotal(inclusionProbabilities);
    Require.sameLength(inclusionProbabilities.length, numbers.length, "permanent numbers");
    double[] ranks = new double[numbers.length];
    Integer[] byRank = new Integer[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      double pi = inclusionProbabilities[i];
      double odds = numbers[i] / (1 - numbers[i]);
      ranks[i] = pi == 0 ? Double.POSITIVE_INFINITY : odds * (1 - pi) / pi;
      byRank[i] = i;
    }
    Arrays.sort(byRank, (a, b) -> Double.compare(ranks[a], ranks[b]));
    UnitSet taken = new UnitSet(numbers.length);
    for (int k = 0; k < size; k++) {
      taken.add(byRank[k]);
    }
    return taken.ascending();
  }
}
