package dev.assay.sampling.design;

import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;

/**
 * Importance sampling: independent draws with replacement, unit i with probability {@code q_i = (1
 * - phi) x_i / sum x + phi / N}.
 *
 * <p>A baseline of both papers. Its weights have no bound without a floor: on average it loses to
 * uniform sampling when the sizes are steeper than the errors (sizes near the square root of the
 * error probability are the optimum, not the probability itself).
 */
public final class ImportanceSampling implements Design {

  @Override
  public String name() {
    return "importance";
  }

  @Override
  public boolean withReplacement() {
    return true;
  }

  @Override
  public Sample draw(Frame frame, int budget, long seed) {
    Require.positiveBudget(budget);
    double[] expected = drawProbabilities(frame.sizes(), frame.floorShare());
    int[] units = draw(expected, budget, new SeededStream(seed));
    for (int i = 0; i < expected.length; i++) {
      expected[i] *= budget;
    }
    return new Sample(name(), units, expected, seed);
  }

  /**
   * The probability of each unit at one draw.
   *
   * @param sizes finite, 0 or more, at least one positive
   * @param floorShare phi in [0, 1], the share of the uniform distribution in the mixture
   * @return a new array, adding up to 1
   */
  public static double[] drawProbabilities(double[] sizes, double floorShare) {
    double greatest = Require.sizes(sizes);
    Require.share(floorShare, "floor share");
    double[] probabilities = new double[sizes.length];
    double sum = 0;
    for (int i = 0; i < sizes.length; i++) {
      probabilities[i] = sizes[i] / greatest;
      sum += probabilities[i];
    }
    for (int i = 0; i < sizes.length; i++) {
      probabilities[i] = (1 - floorShare) * (probabilities[i] / sum) + floorShare / sizes.length;
    }
    return probabilities;
  }

  /**
   * Draws positions independently.
   *
   * @param drawProbabilities of each position
   * @param draws how many
   * @param random advanced by the draws
   */
  public static int[] draw(double[] drawProbabilities, int draws, SeededStream random) {
    Require.sizes(drawProbabilities);
    Cumulated cumulated = new Cumulated(drawProbabilities);
    int[] positions = new int[draws];
    for (int k = 0; k < draws; k++) {
      positions[k] = cumulated.draw(random);
    }
    return positions;
  }
}
