package dev.assay.sampling.design;

import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.design.strata.Strata;
import java.util.Arrays;

/**
 * Ordered pivotal sampling (Deville and Tille 1998, "Unequal probability sampling without
 * replacement through a splitting method"): fixed size, exact inclusion probabilities, one pass.
 *
 * <p>The default design. Units that stand near one another in the order exclude one another, so
 * that an order by score stratifies the sample along the score without any strata being made.
 */
public final class OrderedPivotal implements Design {

  /*
   * Two undecided units with probabilities a and b fight until one of them is decided:
   *
   *   a + b <  1: one is dropped, the other carries a + b    (b survives with b / (a + b));
   *   a + b >= 1: one is taken,  the other carries a + b - 1 (a is taken with (1 - b) / (2 - a - b)).
   *
   * Either way each keeps its expectation, so the inclusion probabilities are exact, and the total
   * is kept, so that the size is fixed when the total is whole. The survivor fights the next unit of
   * the order. Joint inclusion of near neighbours is below that of independent draws (Chauvet 2012,
   * "On a characterization of ordered pivotal sampling": the same law as one draw in each of the
   * order's unit intervals of cumulated probability, with matched end points).
   *
   * Rounding: what the survivor carries drifts by some 1e-16 a fight. At the end it is taken or
   * dropped outright where it is within the tolerance of 1 or 0, and by chance otherwise (a total
   * that is not whole).
   */

  private static final int BLOCK = 1024;

  @Override
  public String name() {
    return "ordered-pivotal";
  }

  @Override
  public Sample draw(Frame frame, int budget, long seed) {
    double[] probabilities = frame.inclusionProbabilities(budget);
    int[] units = draw(probabilities, frame.order(), seed);
    return Sample.inRandomOrder(name(), units, probabilities, seed);
  }

  /**
   * Draws a sample.
   *
   * @param inclusionProbabilities one for each unit, in [0, 1]
   * @param order a permutation of 0..N-1: the order in which units fight
   * @param seed of the draw; the same input draws the same units
   * @return the drawn units, ascending. Their number is the total of the probabilities where that
   *     is whole (within 1e-9 of it), else the whole number below or above it
   * @throws dev.assay.sampling.InvalidDesignInputException for probabilities out of range or an
   *     order that is not a permutation
   */
  public static int[] draw(double[] inclusionProbabilities, int[] order, long seed) {
    int units = inclusionProbabilities.length;
    Require.population(units);
    Require.permutation(order, units);
    Fights fights = new Fights(new UnitSet(units), seed);
    for (int unit : order) {
      fights.next(unit, Require.probability(inclusionProbabilities[unit], unit));
    }
    return fights.end();
  }

  /**
   * Draws a sample that keeps to each stratum's share: the units of a stratum fight one another, in
   * the order, and then the one that each stratum has left undecided fight, stratum by stratum (the
   * stratified pivotal design of Chauvet 2012, with the strata's remainders balanced). So a stratum
   * gets the total of its probabilities, rounded down or up, and every probability stays exact.
   *
   * @param inclusionProbabilities one for each unit, in [0, 1]
   * @param order a permutation of 0..N-1: the order in which units of a stratum fight
   * @param strata of the units
   * @param seed of the draw; the same input draws the same units
   * @return the drawn units, ascending; as many as {@link #draw(double[], int[], long)} draws
   * @throws dev.assay.sampling.InvalidDesignInputException for probabilities out of range, strata
   *     of other units, or an order that is not a permutation
   */
  public static int[] drawWithin(
      double[] inclusionProbabilities, int[] order, Strata strata, long seed) {
    int units = inclusionProbabilities.length;
    Require.population(units);
    Require.permutation(order, units);
    Require.sameLength(units, strata.units(), "strata");
    Fights fights = new Fights(new UnitSet(units), seed);
    int[] survivors = new int[strata.count()];
    double[] carried = new double[strata.count()];
    int[] byStratum = StratifiedPivotal.order(order, strata);
    for (int k = 0; k < units; k++) {
      int unit = byStratum[k];
      int stratum = strata.stratumOf()[unit];
      fights.next(unit, Require.probability(inclusionProbabilities[unit], unit));
      if (k + 1 == units || strata.stratumOf()[byStratum[k + 1]] != stratum) {
        survivors[stratum] = fights.survivor;
        carried[stratum] = fights.suspend();
      }
    }
    for (int stratum = 0; stratum < survivors.length; stratum++) {
      if (survivors[stratum] >= 0 && carried[stratum] > 0) {
        fights.next(survivors[stratum], carried[stratum]);
      }
    }
    return fights.end();
  }

  /**
   * Water-fills, sorts and draws at once, for pools of many millions: allocates two arrays of N
   * longs and the result, and nothing else that grows with N.
   *
   * @param sizes as in {@link WaterFilling#inclusionProbabilities}; overwritten by the inclusion
   *     probabilities
   * @param orderKeys one finite number for each unit; may be the same array as the sizes
   * @param budget as in {@link WaterFilling#inclusionProbabilities}
   * @param floorShare as in {@link WaterFilling#inclusionProbabilities}
   * @param seed of the draw
   * @return the drawn units, ascending: the same as drawing in {@link KeyOrder}'s order
   */
  public static int[] drawInPlace(
      double[] sizes, double[] orderKeys, double budget, double floorShare, long seed) {
    Require.sameLength(sizes.length, orderKeys.length, "order keys");
    long[] words = new long[sizes.length];
    long[] scratch = new long[sizes.length];
    if (KeyOrder.sort(orderKeys, words, scratch)) {
      long[] swapped = words;
      words = scratch;
      scratch = swapped;
    }
    WaterFilling.fillInPlace(sizes, budget, floorShare);
    Arrays.fill(scratch, 0, UnitSet.words(sizes.length), 0);
    Fights fights = new Fights(new UnitSet(scratch), seed);
    // Gathering a block before its fights lets the processor wait for many far loads at once.
    double[] gathered = new double[BLOCK];
    for (int start = 0; start < words.length; start += BLOCK) {
      int size = Math.min(BLOCK, words.length - start);
      for (int k = 0; k < size; k++) {
        gathered[k] = sizes[(int) words[start + k]];
      }
      for (int k = 0; k < size; k++) {
        fights.next((int) words[start + k], gathered[k]);
      }
    }
    return fights.end();
  }

  /**
   * The exact law, for at most {@link SampleLaw#MAX_UNITS} units.
   *
   * @param inclusionProbabilities one for each unit, in [0, 1]
   * @param order a permutation of 0..N-1
   */
  public static SampleLaw law(double[] inclusionProbabilities, int[] order) {
    Require.probabilities(inclusionProbabilities);
    Require.permutation(order, inclusionProbabilities.length);
    return PivotalLaw.enumerate(inclusionProbabilities, order);
  }

  /** The survivor so far, and who was taken. */
  private static final class Fights {
    private final SeededStream random;
    private final UnitSet taken;
    private int survivor = -1;
    private double carried;

    Fights(UnitSet none, long seed) {
      this.random = new SeededStream(seed);
      this.taken = none;
    }

    void next(int unit, double probability) {
      if (probability == 1) {
        taken.add(unit);
        return;
      }
      double sum = carried + probability;
      if (survivor < 0) {
        survivor = unit;
      } else if (sum < 1) {
        if (random.nextUnit() * sum < probability) {
          survivor = unit;
        }
      } else {
        sum -= 1;
        if (random.nextUnit() * (1 - sum) < 1 - probability) {
          taken.add(survivor);
          survivor = unit;
        } else {
          taken.add(unit);
        }
      }
      carried = sum;
    }

    /**
     * Ends the fights so far without deciding the survivor, unless rounding alone keeps it from
     * being decided.
     *
     * @return what it carries: 0 or 1 within the tolerance of these
     */
    double suspend() {
      double tolerance = tolerance();
      double left = survivor < 0 || carried <= tolerance ? 0 : carried;
      survivor = -1;
      carried = 0;
      return left >= 1 - tolerance ? 1 : left;
    }

    int[] end() {
      double tolerance = tolerance();
      if (survivor >= 0
          && carried > tolerance
          && (carried >= 1 - tolerance || random.nextUnit() < carried)) {
        taken.add(survivor);
      }
      return taken.ascending();
    }

    private double tolerance() {
      return Require.TOTAL_TOLERANCE * (taken.count() + 1);
    }
  }
}
