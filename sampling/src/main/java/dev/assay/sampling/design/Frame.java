package dev.assay.sampling.design;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import dev.assay.sampling.Require;
import dev.assay.sampling.design.strata.Strata;
import org.jspecify.annotations.Nullable;

/**
 * The sampling frame: what a design is told about each unit of a population.
 *
 * <p>A design uses what it needs and ignores the rest, so that one frame serves to compare many
 * designs. The arrays are handed over, not copied: nobody may write to them afterwards.
 *
 * @param sizes how much each unit matters, any scale, finite and 0 or more: the anticipated
 *     standard deviation of its value (or residual) is the optimal size
 * @param floorShare phi in [0, 1]: the share of the budget that is spread evenly, as a floor under
 *     the inclusion probabilities (a mixture with the uniform distribution for draws with
 *     replacement)
 * @param orderKeys by which ordered designs sort the units; the sizes unless given
 * @param strata the partition that stratified designs use, or none
 * @param coordinates of spread and balanced designs: one array of all units for each variable, or
 *     none
 * @param costs of labelling each unit, for cost-optimal allocation, or none
 */
@SuppressWarnings("ArrayRecordComponent") // handed over as documented; frames are not compared
public record Frame(
    double[] sizes,
    double floorShare,
    double[] orderKeys,
    @Nullable Strata strata,
    double @Nullable [][] coordinates,
    double @Nullable [] costs) {

  /**
   * The floor share that keeps estimates safe when scores go wrong unnoticed, and costs little when
   * they do not.
   */
  public static final double RECOMMENDED_FLOOR_SHARE = 0.5;

  /** Checks that all arrays describe the same units. */
  public Frame {
    Require.population(sizes.length);
    Require.share(floorShare, "floor share");
    Require.sameLength(sizes.length, orderKeys.length, "order keys");
    if (strata != null) {
      Require.sameLength(sizes.length, strata.units(), "strata");
    }
    if (coordinates != null) {
      for (double[] variable : coordinates) {
        Require.sameLength(sizes.length, variable.length, "coordinates");
        Require.finite(variable, "coordinate");
      }
    }
    if (costs != null) {
      Require.sameLength(sizes.length, costs.length, "costs");
    }
  }

  /** A frame of sizes only, with the recommended floor, ordered by the sizes. */
  public static Frame of(double[] sizes) {
    return new Frame(sizes, RECOMMENDED_FLOOR_SHARE, sizes, null, null, null);
  }

  /** The same frame with another floor share. */
  public Frame withFloorShare(double share) {
    return new Frame(sizes, share, orderKeys, strata, coordinates, costs);
  }

  /** The same frame, ordered by other keys, such as the expected error that sizes derive from. */
  public Frame withOrderKeys(double[] keys) {
    return new Frame(sizes, floorShare, keys, strata, coordinates, costs);
  }

  /** The same frame with strata. */
  public Frame withStrata(Strata partition) {
    return new Frame(sizes, floorShare, orderKeys, partition, coordinates, costs);
  }

  /** The same frame with coordinates: one array of all units for each variable. */
  public Frame withCoordinates(double[]... variables) {
    return new Frame(sizes, floorShare, orderKeys, strata, variables, costs);
  }

  /** The same frame with the cost of labelling each unit. */
  public Frame withCosts(double[] unitCosts) {
    return new Frame(sizes, floorShare, orderKeys, strata, coordinates, unitCosts);
  }

  /**
   * The frame of some of the units, unit k of it being {@code units[k]} of this one.
   *
   * @param units of this frame, each at most once
   * @param newSizes of all units of this frame, in the place of its own
   */
  public Frame restrictedTo(int[] units, double[] newSizes) {
    Require.sameLength(sizes.length, newSizes.length, "sizes");
    Strata some = null;
    if (strata != null) {
      int[] labels = new int[units.length];
      for (int k = 0; k < units.length; k++) {
        labels[k] = strata.stratumOf()[units[k]];
      }
      some = Strata.ofLabels(labels);
    }
    double[][] variables = null;
    if (coordinates != null) {
      variables = new double[coordinates.length][];
      for (int d = 0; d < variables.length; d++) {
        variables[d] = pick(coordinates[d], units);
      }
    }
    return new Frame(
        pick(newSizes, units),
        floorShare,
        pick(orderKeys, units),
        some,
        variables,
        costs == null ? null : pick(costs, units));
  }

  private static double[] pick(double[] values, int[] units) {
    double[] picked = new double[units.length];
    for (int k = 0; k < units.length; k++) {
      picked[k] = values[units[k]];
    }
    return picked;
  }

  /** The number of units. */
  public int units() {
    return sizes.length;
  }

  /** The water-filled inclusion probabilities of a budget, with the floor. */
  public double[] inclusionProbabilities(int budget) {
    return WaterFilling.inclusionProbabilities(sizes, budget, floorShare);
  }

  /** The units ascending by their order key, ties by number. */
  public int[] order() {
    return KeyOrder.ascending(orderKeys);
  }

  /** The strata; a typed failure where there are none. */
  public Strata requireStrata() {
    if (strata == null) {
      throw missing("strata");
    }
    return strata;
  }

  /** The coordinates; a typed failure where there are none. */
  public double[][] requireCoordinates() {
    if (coordinates == null || coordinates.length == 0) {
      throw missing("coordinates");
    }
    return coordinates;
  }

  /** The costs; a typed failure where there are none. */
  public double[] requireCosts() {
    if (costs == null) {
      throw missing("costs");
    }
    return costs;
  }

  private static RuntimeException missing(String what) {
    return Require.invalid(
        Reason.AUXILIARY_MISSING, "the design needs " + what + "; add them to the frame");
  }
}
