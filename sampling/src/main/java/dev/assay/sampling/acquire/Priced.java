package dev.assay.sampling.acquire;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import dev.assay.sampling.Require;
import dev.assay.sampling.design.WaterFilling;
import java.util.Arrays;

/**
 * Another selection, with less of what costs more: the probability that it would give a candidate
 * if there were no floor is divided by what the candidate weighs.
 *
 * @param selection whose probabilities and order are taken
 * @param weights one for each candidate, finite and positive, such as its price
 */
@SuppressWarnings("ArrayRecordComponent") // handed over; selections are not compared
public record Priced(Selection selection, double[] weights) implements Selection {

  /**
   * A selection by weights.
   *
   * @throws dev.assay.sampling.InvalidDesignInputException for weights of another length, or one
   *     that is not finite and positive
   */
  public Priced {
    Require.sameLength(selection.utilities().length, weights.length, "weights of candidates");
    Require.sizes(weights);
    for (double weight : weights) {
      if (weight == 0) {
        throw Require.invalid(Reason.SIZE_NEGATIVE, "a candidate weighs 0; it must weigh more");
      }
    }
  }

  /** Each over its weight, the least weight being 1. */
  @Override
  public double[] utilities() {
    double[] utilities = selection.utilities().clone();
    double least = Arrays.stream(weights).min().orElse(1);
    for (int i = 0; i < utilities.length; i++) {
      utilities[i] *= least / weights[i];
    }
    return utilities;
  }

  @Override
  public double[] inclusionProbabilities(int drawCount, double explorationShare, double sharpness) {
    double[] sizes = selection.inclusionProbabilities(drawCount, 0, sharpness).clone();
    double least = Arrays.stream(weights).min().orElse(1);
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] *= least / weights[i];
    }
    return WaterFilling.inclusionProbabilities(sizes, drawCount, explorationShare);
  }

  @Override
  public int[] order() {
    return selection.order();
  }
}
