package dev.assay.sampling.design;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.design.strata.Strata;
import java.util.Arrays;

/**
 * What a design drew, and all that an estimator needs to know of how.
 *
 * <p>The sum of {@code z_i / inclusionProbabilities[i]} over {@code units}, repeats counted, is
 * unbiased for the population's total of z under every design of this package: that is why designs
 * with replacement report the expected number of draws of a unit, which may exceed 1, in the place
 * of its inclusion probability (Hansen and Hurwitz 1943).
 *
 * <p>The arrays are handed over, not copied, since populations have millions of units: neither the
 * maker nor a reader may write to them.
 *
 * @param design the name of the design, as in {@link Design#name()}
 * @param units the drawn units in the order of the draw, of which all are equally likely: any
 *     prefix is a uniform random part of the sample. With replacement a unit may be repeated
 * @param inclusionProbabilities one for each unit of the population; with replacement the expected
 *     number of draws
 * @param seed of the draw
 */
@SuppressWarnings("ArrayRecordComponent") // handed over as documented; content equality below
public record Sample(String design, int[] units, double[] inclusionProbabilities, long seed) {

  private static final long ORDER_STREAM = 0x6f72646572L;

  /** Checks that every drawn unit is one of the population's. */
  public Sample {
    for (int unit : units) {
      if (unit < 0 || unit >= inclusionProbabilities.length) {
        throw new IndexOutOfBoundsException(
            "unit " + unit + " of a population of " + inclusionProbabilities.length);
      }
    }
  }

  /** A sample whose units were not drawn one after the other: gives them a uniform random order. */
  static Sample inRandomOrder(String design, int[] units, double[] probabilities, long seed) {
    new SeededStream(seed, ORDER_STREAM).shuffle(units);
    return new Sample(design, units, probabilities, seed);
  }

  /** The number of draws, repeats counted. */
  public int size() {
    return units.length;
  }

  /** The number of units that could have been drawn. */
  public int populationSize() {
    return inclusionProbabilities.length;
  }

  /** The inclusion probabilities (or expected draws) of the drawn units, aligned with them. */
  public double[] probabilitiesOfDrawn() {
    double[] drawn = new double[units.length];
    for (int k = 0; k < units.length; k++) {
      drawn[k] = inclusionProbabilities[units[k]];
    }
    return drawn;
  }

  /**
   * The probability of each draw with replacement, aligned with the units, given its stratum: what
   * importance estimators within strata divide by. {@link Strata#whole} for draws from the whole
   * population.
   *
   * @param strata that the draws were allocated to
   */
  public double[] drawProbabilities(Strata strata) {
    double[] draws = new double[strata.count()];
    for (int i = 0; i < inclusionProbabilities.length; i++) {
      draws[strata.stratumOf()[i]] += inclusionProbabilities[i];
    }
    double[] probabilities = probabilitiesOfDrawn();
    for (int k = 0; k < units.length; k++) {
      probabilities[k] /= draws[strata.stratumOf()[units[k]]];
    }
    return probabilities;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sample that
        && seed == that.seed
        && design.equals(that.design)
        && Arrays.equals(units, that.units)
        && Arrays.equals(inclusionProbabilities, that.inclusionProbabilities);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * design.hashCode() + Long.hashCode(seed)) + Arrays.hashCode(units);
  }

  @Override
  public String toString() {
    return "Sample[design=%s, size=%d, population=%d, seed=%d]"
        .formatted(design, size(), populationSize(), seed);
  }
}
