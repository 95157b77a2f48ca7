package dev.assay.sampling.acquire;

import dev.assay.sampling.Require;
import dev.assay.sampling.design.OrderedPivotal;
import dev.assay.sampling.design.WaterFilling;
import dev.assay.sampling.design.strata.Strata;

/**
 * Another selection under quotas: within each stratum its probabilities are rescaled, by
 * water-filling, so that they add up to the stratum's expected draws, and the draw gives the
 * stratum that number, rounded down or up.
 *
 * <p>Every probability stays exact and at least the floor, the same for all candidates, so that the
 * exploration slice stays a sample with equal probabilities. That bounds what a quota can do: with
 * an exploration share of phi a stratum has at least phi times its proportional part. Where the
 * targets ask for what the selection gives anyway, its probabilities stay what they are.
 *
 * <p>Near-duplicates that are kept apart ({@link Distinct}) are so within each stratum: of a group
 * that is of two strata, each may have one drawn.
 *
 * @param selection whose probabilities are rescaled, drawn in its order within each stratum
 * @param strata of the candidates
 * @param targets of the strata
 */
public record Quotas(Selection selection, Strata strata, QuotaTargets targets)
    implements Selection {
  /** The name that waves which are drawn so are recorded with. */
  public static final String DESIGN = "ordered-pivotal-within-strata";

  /**
   * A selection under quotas.
   *
   * @throws dev.assay.sampling.InvalidDesignInputException for strata of other candidates, or
   *     targets of other strata
   */
  public Quotas {
    Require.sameLength(selection.utilities().length, strata.units(), "strata");
    Require.sameLength(strata.count(), targets.leastShares().length, "least shares of strata");
    if (selection instanceof Distinct distinct) {
      selection = distinct.within(strata);
    }
  }

  @Override
  public double[] utilities() {
    return selection.utilities();
  }

  @Override
  public int[] order() {
    return selection.order();
  }

  @Override
  public double[] inclusionProbabilities(int drawCount, double explorationShare, double sharpness) {
    double[] own = selection.inclusionProbabilities(drawCount, explorationShare, sharpness);
    double[] draws = targets.expectedDraws(strata, mostDraws(), own, drawCount, explorationShare);
    double floor = explorationShare * drawCount / own.length;
    int[][] members = strata.members();
    double[] probabilities = new double[own.length];
    for (int h = 0; h < members.length; h++) {
      double[] inside = new double[members[h].length];
      for (int k = 0; k < inside.length; k++) {
        inside[k] = own[members[h][k]];
      }
      if (draws[h] > 0) {
        WaterFilling.fillInPlace(inside, draws[h], Math.min(floor * inside.length / draws[h], 1));
        if (selection instanceof Distinct distinct) {
          distinct.fillAmong(members[h], inside, draws[h], floor);
        }
        for (int k = 0; k < inside.length; k++) {
          probabilities[members[h][k]] = inside[k];
        }
      }
    }
    return probabilities;
  }

  private int[] mostDraws() {
    return selection instanceof Distinct distinct ? distinct.groupsIn(strata) : strata.sizes();
  }

  @Override
  public int[] draw(double[] inclusionProbabilities, long seed) {
    if (selection instanceof Distinct distinct) {
      return distinct.drawWithin(inclusionProbabilities, strata, seed);
    }
    return OrderedPivotal.drawWithin(inclusionProbabilities, selection.order(), strata, seed);
  }
}
