package dev.assay.sampling.design;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Systematic sampling with unequal probabilities (Madow 1949): the units are laid end to end along
 * a line, each as long as its probability, and those are drawn in which {@code u, u + 1, u + 2,
 * ...} fall, u one uniform number on [0, 1).
 *
 * <p>Fixed size and exact inclusion probabilities, but so little randomness that many pairs can
 * never be drawn together: no unbiased variance estimate exists, and an unlucky order is not
 * noticed. Ordered pivotal sampling is as spread and does not have the flaw.
 */
public final class SystematicSampling implements Design {

  @Override
  public String name() {
    return "systematic";
  }

  @Override
  public Sample draw(Frame frame, int budget, long seed) {
    double[] probabilities = frame.inclusionProbabilities(budget);
    int[] units = draw(probabilities, frame.order(), new SeededStream(seed).nextUnit());
    return Sample.inRandomOrder(name(), units, probabilities, seed);
  }

  /**
   * Draws a sample.
   *
   * @param inclusionProbabilities one for each unit, in [0, 1], with a whole total
   * @param order a permutation of 0..N-1: the order along the line
   * @param start u, in [0, 1)
   * @return the drawn units in their order along the line, as many as the total says
   */
  public static int[] draw(double[] inclusionProbabilities, int[] order, double start) {
    int size = Require.wholeTotal(inclusionProbabilities);
    Require.permutation(order, inclusionProbabilities.length);
    if (!(start >= 0 && start < 1)) {
      throw Require.invalid(
          Reason.SHARE_OUT_OF_RANGE, "start is " + start + "; it must be in [0, 1)");
    }
    int[] drawn = new int[size];
    int next = 0;
    double end = 0;
    for (int unit : order) {
      end += inclusionProbabilities[unit];
      if (inclusionProbabilities[unit] > 0 && next < size && end > start + next) {
        drawn[next++] = unit;
      }
    }
    // The cumulated total may end a rounding error before the last point.
    for (int k = order.length - 1; next < size; k--) {
      int unit = order[k];
      if (inclusionProbabilities[unit] > 0 && (next == 0 || drawn[next - 1] != unit)) {
        drawn[next++] = unit;
      }
    }
    return drawn;
  }

  /**
   * The exact law, for at most {@link SampleLaw#MAX_UNITS} units: between two fractional parts of
   * the cumulated probabilities every start draws the same sample.
   *
   * @param inclusionProbabilities as in {@link #draw(double[], int[], double)}
   * @param order as in {@link #draw(double[], int[], double)}
   */
  public static SampleLaw law(double[] inclusionProbabilities, int[] order) {
    SampleLaw.checkUnits(inclusionProbabilities.length);
    double[] breaks = new double[order.length + 2];
    double end = 0;
    for (int k = 0; k < order.length; k++) {
      end += inclusionProbabilities[order[k]];
      double fraction = end - Math.floor(end);
      breaks[k] = fraction < 1e-12 || fraction > 1 - 1e-12 ? 0 : fraction;
    }
    breaks[order.length + 1] = 1;
    Arrays.sort(breaks);
    SortedMap<Integer, Double> law = new TreeMap<>();
    for (int k = 1; k < breaks.length; k++) {
      double length = breaks[k] - breaks[k - 1];
      if (length > 1e-12) {
        int mask = 0;
        for (int unit : draw(inclusionProbabilities, order, breaks[k - 1] + length / 2)) {
          mask |= 1 << unit;
        }
        law.merge(mask, length, Double::sum);
      }
    }
    return SampleLaw.of(inclusionProbabilities.length, law);
  }
}
