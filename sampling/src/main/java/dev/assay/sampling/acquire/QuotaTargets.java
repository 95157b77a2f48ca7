package dev.assay.sampling.acquire;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import dev.assay.sampling.Require;
import dev.assay.sampling.design.strata.Strata;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How a draw is to be divided among strata: in proportion to weights, and no stratum less than its
 * least share.
 *
 * @param weights one for each stratum, finite, 0 or more; null where the strategy divides the draw
 *     itself, by what it gives each stratum's candidates
 * @param leastShares one for each stratum, each in [0, 1], adding up to 1 at most
 */
@SuppressWarnings("ArrayRecordComponent") // handed over; not compared
public record QuotaTargets(double @Nullable [] weights, double[] leastShares) {
  private static final int SEARCH_STEPS = 200;
  private static final double TOLERANCE = 1e-9;
  private static final double NEGLIGIBLE = 1e-290;

  /**
   * Targets.
   *
   * @throws dev.assay.sampling.InvalidDesignInputException for weights or shares out of range
   */
  public QuotaTargets {
    if (weights != null) {
      Require.sameLength(leastShares.length, weights.length, "weights of strata");
      Require.notNegative(weights);
    }
    double total = 0;
    for (double share : leastShares) {
      Require.share(share, "least share of a stratum");
      total += share;
    }
    if (total > 1 + TOLERANCE) {
      throw Require.invalid(
          Reason.SHARE_OUT_OF_RANGE,
          "the least shares of the strata add up to " + total + "; they must not exceed 1");
    }
  }

  /** The strategy divides the draw itself, but for the least shares. */
  public static QuotaTargets asSelected(double[] leastShares) {
    return new QuotaTargets(null, leastShares);
  }

  /**
   * How many draws each stratum is to have on average. A least share gives way to two things: a
   * stratum has no more draws than candidates, and no candidate of any stratum has less than the
   * floor. Where floors and least shares do not go together, what the latter ask for above the
   * floors is scaled down alike. A stratum of weight 0 has what its floor and least share give it,
   * unless all others are exhausted.
   *
   * @param strata of the candidates
   * @param most the most that can be drawn of each stratum: its candidates, or fewer
   * @param probabilities the strategy's, one for each candidate; looked at where there are no
   *     weights
   * @param drawCount how many are drawn, from 1 to the number of candidates
   * @param explorationShare phi in [0, 1]
   * @return expected draws by stratum, adding up to the draw count
   */
  double[] expectedDraws(
      Strata strata, int[] most, double[] probabilities, int drawCount, double explorationShare) {
    Require.sameLength(strata.count(), leastShares.length, "least shares of strata");
    double[] least = leastDraws(strata, most, drawCount, explorationShare);
    double[] wanted = weights == null ? sums(strata, probabilities) : weights.clone();
    return divide(wanted, least, most, drawCount);
  }

  private static double[] sums(Strata strata, double[] probabilities) {
    double[] sums = new double[strata.count()];
    for (int i = 0; i < probabilities.length; i++) {
      sums[strata.stratumOf()[i]] += probabilities[i];
    }
    return sums;
  }

  private double[] leastDraws(Strata strata, int[] most, int drawCount, double phi) {
    int[] sizes = strata.sizes();
    double[] least = new double[sizes.length];
    double[] above = new double[sizes.length];
    double asked = 0;
    double floors = 0;
    for (int h = 0; h < sizes.length; h++) {
      least[h] = phi * drawCount * sizes[h] / strata.units();
      above[h] = Math.max(0, Math.min(leastShares[h] * drawCount, most[h]) - least[h]);
      asked += above[h];
      floors += least[h];
    }
    double granted = asked == 0 ? 0 : Math.min(1, Math.max(0, drawCount - floors) / asked);
    for (int h = 0; h < sizes.length; h++) {
      least[h] = Math.min(least[h] + granted * above[h], most[h]);
    }
    return least;
  }

  /**
   * {@code clip(t wanted, least, size)} with the one t for which it adds up to the draws. What is
   * negligible beside the greatest weight counts as 0, so that t is finite.
   */
  private static double[] divide(double[] wanted, double[] least, int[] sizes, int drawCount) {
    double greatest = Arrays.stream(wanted).max().orElse(0);
    double most = 0;
    for (int h = 0; h < sizes.length; h++) {
      wanted[h] = wanted[h] < NEGLIGIBLE * greatest ? 0 : wanted[h];
      most += wanted[h] > 0 ? sizes[h] : least[h];
    }
    if (greatest == 0 || most <= drawCount) {
      return exhausted(wanted, least, sizes, drawCount);
    }
    double low = 0;
    double high = drawCount / greatest;
    while (total(wanted, high, least, sizes) < drawCount) {
      high *= 2;
    }
    for (int step = 0; step < SEARCH_STEPS && low < high; step++) {
      double middle = low + (high - low) / 2;
      if (total(wanted, middle, least, sizes) < drawCount) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double[] draws = new double[sizes.length];
    for (int h = 0; h < draws.length; h++) {
      draws[h] = clip(wanted[h] * high, least[h], sizes[h]);
    }
    return draws;
  }

  /**
   * All candidates of strata of positive weight, and the rest in proportion to the others' sizes.
   */
  private static double[] exhausted(double[] wanted, double[] least, int[] sizes, int drawCount) {
    double[] bySize = new double[sizes.length];
    double[] fixed = least.clone();
    double weights = 0;
    for (int h = 0; h < sizes.length; h++) {
      if (wanted[h] > 0) {
        fixed[h] = sizes[h];
      } else {
        bySize[h] = sizes[h];
        weights += sizes[h];
      }
    }
    return weights == 0 ? fixed : divide(bySize, fixed, sizes, drawCount);
  }

  private static double total(double[] wanted, double slope, double[] least, int[] sizes) {
    double total = 0;
    for (int h = 0; h < sizes.length; h++) {
      total += clip(wanted[h] * slope, least[h], sizes[h]);
    }
    return total;
  }

  private static double clip(double value, double least, double most) {
    return Math.min(most, Math.max(least, value));
  }
}
