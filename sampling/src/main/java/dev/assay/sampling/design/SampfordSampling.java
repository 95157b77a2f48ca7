package dev.assay.sampling.design;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;
import java.util.Arrays;

/**
 * Sampford sampling (Sampford 1967): fixed size and exact inclusion probabilities without solving
 * for working ones.
 *
 * <p>By its definition the first unit is drawn in proportion to pi and n - 1 more in proportion to
 * pi / (1 - pi), all with replacement, until all differ.
 */
public final class SampfordSampling implements Design {

  /*
   * Waiting for n draws with replacement to differ takes exponentially long in n. The same law is
   * P(s) ~ prod_{s} pi_i / (1 - pi_i) * (n - sum_{s} pi_i): a Poisson sample with the very pi, given
   * that it has size n, and then accepted with probability in proportion to n - sum_{s} pi_i (Grafstroem
   * 2009, "Repeated Poisson sampling"). The bound is that sum for the n least pi, so that the number
   * of tries stays modest for every n.
   *
   * Joint probabilities sum the same weights over the subsets that hold both units (SizedSubsets).
   */

  private static final int MAX_ATTEMPTS = 1_000_000;

  @Override
  public String name() {
    return "sampford";
  }

  @Override
  public Sample draw(Frame frame, int budget, long seed) {
    double[] probabilities = frame.inclusionProbabilities(budget);
    return Sample.inRandomOrder(name(), draw(probabilities, seed), probabilities, seed);
  }

  /**
   * Draws a sample.
   *
   * @param inclusionProbabilities one for each unit, in [0, 1], with a whole total
   * @param seed of the draw
   * @return the drawn units, ascending, as many as the total says
   */
  public static int[] draw(double[] inclusionProbabilities, long seed) {
    Undecided open = Undecided.of(inclusionProbabilities);
    double[] pi = open.probabilities();
    SeededStream random = new SeededStream(seed);
    double[] ascending = pi.clone();
    Arrays.sort(ascending);
    double bound = open.size();
    for (int k = 0; k < open.size(); k++) {
      bound -= ascending[k];
    }
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      int[] positions = ConditionalPoisson.drawSized(pi, open.size(), random);
      double weight = open.size();
      for (int position : positions) {
        weight -= pi[position];
      }
      if (random.nextUnit() * bound <= weight) {
        return open.withCertain(inclusionProbabilities.length, positions);
      }
    }
    throw Require.invalid(
        Reason.TOO_LARGE,
        "no sample was accepted in " + MAX_ATTEMPTS + " tries; use ordered pivotal sampling");
  }

  /**
   * The joint inclusion probabilities; on the diagonal the inclusion probabilities.
   *
   * @param inclusionProbabilities as in {@link #draw(double[], long)}, at most {@link
   *     ConditionalPoisson#MAX_JOINT_UNITS} of them strictly between 0 and 1
   */
  public static double[][] jointProbabilities(double[] inclusionProbabilities) {
    Undecided open = Undecided.of(inclusionProbabilities);
    double[] pi = open.probabilities();
    int size = open.size();
    ConditionalPoisson.checkJoint(pi.length);
    double[][] among = new double[pi.length][pi.length];
    if (size >= 2) {
      double total = new SizedSubsets(pi, size).sampford();
      for (int i = 0; i < pi.length; i++) {
        SizedSubsets others = new SizedSubsets(ConditionalPoisson.without(pi, i), size - 2);
        for (int k = 0; k < pi.length - 1; k++) {
          int j = k < i ? k : k + 1;
          double extra = (1 - pi[i] + 1 - pi[j]) * others.plainWithout(k, size - 2);
          double weight = others.sampfordWithout(k, size - 2) + extra;
          among[i][j] = pi[i] * pi[j] * weight / total;
        }
      }
    }
    return open.joint(inclusionProbabilities, among);
  }

  /** The exact law, for at most {@link SampleLaw#MAX_UNITS} units. */
  public static SampleLaw law(double[] inclusionProbabilities) {
    int size = Require.wholeTotal(inclusionProbabilities);
    Undecided open = Undecided.of(inclusionProbabilities);
    SampleLaw poisson = PoissonSampling.law(inclusionProbabilities);
    if (open.size() == 0) {
      return poisson;
    }
    return SampleLaw.of(
        inclusionProbabilities.length,
        mask -> {
          double weight = size;
          for (int i = 0; i < inclusionProbabilities.length; i++) {
            weight -= (mask >> i & 1) == 1 ? inclusionProbabilities[i] : 0;
          }
          return Integer.bitCount(mask) == size ? weight * poisson.probability(mask) : 0;
        });
  }
}
