package dev.assay.sampling.design;

import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.design.strata.Allocation;
import dev.assay.sampling.design.strata.Bounds;
import dev.assay.sampling.design.strata.Strata;
import java.util.Arrays;

/**
 * Stratified importance sampling ("Label-Efficient Monitoring of Classification Models via
 * Stratified Importance Sampling", equation 3): proportional allocation to strata, and in each of
 * them independent draws with replacement in proportion to size.
 *
 * <p>With {@code m_k} draws in stratum k of {@code N_k} units, unit i is expected {@code m_k
 * q_k(i)} times, so that the general estimator {@code sum z_i / (m_k q_k(i))} is the paper's {@code
 * sum_k N_k / m_k sum_i (1 / N_k) / q_k(i) z_i}. Proportional allocation gives up most of what
 * importance sampling gains when the sizes are right; it is here as the paper's own method.
 */
public final class StratifiedImportanceSampling implements Design {

  @Override
  public String name() {
    return "stratified-importance";
  }

  @Override
  public boolean withReplacement() {
    return true;
  }

  @Override
  public Sample draw(Frame frame, int budget, long seed) {
    Require.sizes(frame.sizes());
    Strata strata = frame.requireStrata();
    int[] draws = Allocation.proportional(strata.sizes(), budget, Bounds.withReplacement(strata));
    int[][] members = strata.members();
    double[] expected = new double[frame.units()];
    int[] units = new int[budget];
    int next = 0;
    for (int stratum = 0; stratum < members.length; stratum++) {
      int[] inside = members[stratum];
      double[] probabilities = within(frame, inside);
      SeededStream random = new SeededStream(seed, stratum);
      for (int position : ImportanceSampling.draw(probabilities, draws[stratum], random)) {
        units[next++] = inside[position];
      }
      for (int k = 0; k < inside.length; k++) {
        expected[inside[k]] = draws[stratum] * probabilities[k];
      }
    }
    return Sample.inRandomOrder(name(), units, expected, seed);
  }

  /** The draw probabilities in one stratum: uniform where all of its sizes are 0. */
  private static double[] within(Frame frame, int[] inside) {
    double[] sizes = new double[inside.length];
    double greatest = 0;
    for (int k = 0; k < inside.length; k++) {
      sizes[k] = frame.sizes()[inside[k]];
      greatest = Math.max(greatest, sizes[k]);
    }
    if (greatest == 0) {
      Arrays.fill(sizes, 1);
    }
    return ImportanceSampling.drawProbabilities(sizes, frame.floorShare());
  }
}
