package dev.assay.sampling.design;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import dev.assay.sampling.Require;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * The exact law of a design on a small population: every possible sample with its probability.
 *
 * <p>What simulation can only suggest, enumeration proves: inclusion and joint probabilities, and
 * the exact expectation and variance of any estimator.
 */
public final class SampleLaw {

  /** The most units whose samples are enumerated: a million of them. */
  public static final int MAX_UNITS = 20;

  private final int units;
  private final SortedMap<Integer, Double> probabilities;

  private SampleLaw(int units, SortedMap<Integer, Double> probabilities) {
    this.units = units;
    this.probabilities = probabilities;
  }

  /**
   * The law that gives each set of units a weight, made to add up to 1.
   *
   * @param weightOfMask bit i of the mask says whether unit i is in the set
   */
  static SampleLaw of(int units, IntToDoubleFunction weightOfMask) {
    checkUnits(units);
    SortedMap<Integer, Double> weights = new TreeMap<>();
    double sum = 0;
    for (int mask = 0; mask < 1 << units; mask++) {
      double weight = weightOfMask.applyAsDouble(mask);
      if (weight > 0) {
        weights.put(mask, weight);
        sum += weight;
      }
    }
    double total = sum;
    weights.replaceAll((mask, weight) -> weight / total);
    return new SampleLaw(units, weights);
  }

  /** The law of given probabilities, which add up to 1. */
  static SampleLaw of(int units, SortedMap<Integer, Double> probabilities) {
    return new SampleLaw(units, probabilities);
  }

  static void checkUnits(int units) {
    Require.population(units);
    if (units > MAX_UNITS) {
      throw Require.invalid(
          Reason.TOO_LARGE,
          units + " units have too many samples to enumerate; give at most " + MAX_UNITS);
    }
  }

  /** The number of units of the population. */
  public int units() {
    return units;
  }

  /** The possible samples as masks (bit i: unit i is in), ascending, with their probabilities. */
  public SortedMap<Integer, Double> probabilities() {
    return new TreeMap<>(probabilities);
  }

  /** The probability of the sample that a mask stands for; 0 where it is impossible. */
  public double probability(int mask) {
    return probabilities.getOrDefault(mask, 0.0);
  }

  /** The probability of each unit to be drawn. */
  public double[] inclusionProbabilities() {
    double[] inclusion = new double[units];
    for (Map.Entry<Integer, Double> entry : probabilities.entrySet()) {
      for (int unit : members(entry.getKey())) {
        inclusion[unit] += entry.getValue();
      }
    }
    return inclusion;
  }

  /** The probability of each pair to be drawn together; on the diagonal, of each unit. */
  public double[][] jointProbabilities() {
    double[][] joint = new double[units][units];
    for (Map.Entry<Integer, Double> entry : probabilities.entrySet()) {
      int[] drawn = members(entry.getKey());
      for (int i : drawn) {
        for (int j : drawn) {
          joint[i][j] += entry.getValue();
        }
      }
    }
    return joint;
  }

  /** The exact expectation of a function of the sample (drawn units, ascending). */
  public double expectation(ToDoubleFunction<int[]> estimator) {
    double sum = 0;
    for (Map.Entry<Integer, Double> entry : probabilities.entrySet()) {
      sum += entry.getValue() * estimator.applyAsDouble(members(entry.getKey()));
    }
    return sum;
  }

  /** The exact variance of a function of the sample. */
  public double variance(ToDoubleFunction<int[]> estimator) {
    double mean = expectation(estimator);
    return expectation(
        sample -> {
          double deviation = estimator.applyAsDouble(sample) - mean;
          return deviation * deviation;
        });
  }

  private static int[] members(int mask) {
    int[] members = new int[Integer.bitCount(mask)];
    int next = 0;
    for (int bits = mask; bits != 0; bits &= bits - 1) {
      members[next++] = Integer.numberOfTrailingZeros(bits);
    }
    return members;
  }
}
