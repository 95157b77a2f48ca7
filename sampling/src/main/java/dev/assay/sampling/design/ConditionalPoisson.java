package dev.assay.sampling.design;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;
import java.util.Arrays;

/**
 * Conditional Poisson sampling (Hajek 1964): a Poisson sample given that it has the wanted size; of
 * all designs with given inclusion probabilities and fixed size the one of greatest entropy.
 *
 * <p>For when exact joint probabilities, and with them exact or Sen-Yates-Grundy variances, are
 * wanted. Its tables take N times n room and time; ordered pivotal sampling has no such limit.
 */
public final class ConditionalPoisson implements Design {

  /*
   * The Poisson sample is not drawn with the wanted probabilities pi but with working probabilities
   * p, such that conditioning on the size gives pi. They are found from pi_i = odds_i *
   * W(n-1 without i) / W(n), where W sums the weights of subsets: iterating odds_i <- odds_i *
   * [pi_i / (1 - pi_i)] / [pi_i(p) / (1 - pi_i(p))] contracts fast (Chen, Dempster and Liu 1994,
   * "Weighted finite population sampling to maximize entropy"). Odds are unique up to a factor; the
   * factor that makes the p add up to n is kept, since then the Poisson sample has the wanted size
   * most often.
   *
   * Drawing is by rejection: Poisson samples until one has the size, some sqrt(2 pi d) tries for d =
   * sum p (1 - p), each one pass, without tables.
   */

  private static final int MAX_ITERATIONS = 1_000;
  private static final double CONVERGED = 1e-15;
  private static final double NEAR = 1e-10;
  private static final int MAX_ATTEMPTS = 10_000_000;

  /** The most undecided units whose joint probabilities are computed (32 MB of them). */
  public static final int MAX_JOINT_UNITS = 2_000;

  @Override
  public String name() {
    return "conditional-poisson";
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
    double[] working = solve(open.probabilities(), open.size());
    int[] positions = drawSized(working, open.size(), new SeededStream(seed));
    return open.withCertain(inclusionProbabilities.length, positions);
  }

  /**
   * Draws a Poisson sample given its size, from working probabilities: for many draws from the same
   * population, whose working probabilities need solving only once.
   *
   * @param workingProbabilities strictly between 0 and 1, adding up to about the size
   * @param size of the sample
   * @param random advanced by the draw
   * @return the drawn positions, ascending
   */
  public static int[] drawSized(double[] workingProbabilities, int size, SeededStream random) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      UnitSet drawn = new UnitSet(workingProbabilities.length);
      for (int i = 0; i < workingProbabilities.length; i++) {
        if (random.nextUnit() < workingProbabilities[i]) {
          drawn.add(i);
        }
      }
      if (drawn.count() == size) {
        return drawn.ascending();
      }
    }
    throw Require.invalid(
        Reason.TOO_LARGE, "no sample of size " + size + " came up in " + MAX_ATTEMPTS + " tries");
  }

  /**
   * The working probabilities whose Poisson sample, given its size, has the inclusion probabilities
   * given. They add up to the size; 0 and 1 stay as they are.
   *
   * @param inclusionProbabilities one for each unit, in [0, 1], with a whole total
   */
  public static double[] workingProbabilities(double[] inclusionProbabilities) {
    Undecided open = Undecided.of(inclusionProbabilities);
    double[] solved = solve(open.probabilities(), open.size());
    double[] working = inclusionProbabilities.clone();
    for (int k = 0; k < solved.length; k++) {
      working[open.units()[k]] = solved[k];
    }
    return working;
  }

  /**
   * The joint inclusion probabilities; on the diagonal the inclusion probabilities.
   *
   * @param inclusionProbabilities as in {@link #draw(double[], long)}, at most {@link
   *     #MAX_JOINT_UNITS} of them strictly between 0 and 1
   */
  public static double[][] jointProbabilities(double[] inclusionProbabilities) {
    Undecided open = Undecided.of(inclusionProbabilities);
    checkJoint(open.units().length);
    double[] working = solve(open.probabilities(), open.size());
    return open.joint(inclusionProbabilities, jointOfWorking(working, open.size()));
  }

  /**
   * The inclusion probabilities of a Poisson sample given its size.
   *
   * @param workingProbabilities strictly between 0 and 1
   * @param size of the sample, in 1..N
   */
  public static double[] inclusionOfWorking(double[] workingProbabilities, int size) {
    SizedSubsets subsets = new SizedSubsets(workingProbabilities, size);
    double[] inclusion = new double[workingProbabilities.length];
    for (int i = 0; i < inclusion.length; i++) {
      inclusion[i] = subsets.plainWith(i) / subsets.plain();
    }
    return inclusion;
  }

  /**
   * The joint inclusion probabilities of a Poisson sample given its size; 0 on the diagonal.
   *
   * @param workingProbabilities as in {@link #inclusionOfWorking}
   * @param size as in {@link #inclusionOfWorking}
   */
  public static double[][] jointOfWorking(double[] workingProbabilities, int size) {
    int units = workingProbabilities.length;
    double[][] joint = new double[units][units];
    if (size < 2) {
      return joint;
    }
    double total = new SizedSubsets(workingProbabilities, size).plain();
    for (int i = 0; i < units; i++) {
      SizedSubsets subsets = new SizedSubsets(without(workingProbabilities, i), size - 1);
      for (int k = 0; k < units - 1; k++) {
        int j = k < i ? k : k + 1;
        joint[i][j] = workingProbabilities[i] * subsets.plainWith(k) / total;
      }
    }
    return joint;
  }

  /** The exact law, for at most {@link SampleLaw#MAX_UNITS} units. */
  public static SampleLaw law(double[] inclusionProbabilities) {
    int size = Require.wholeTotal(inclusionProbabilities);
    double[] working = workingProbabilities(inclusionProbabilities);
    SampleLaw poisson = PoissonSampling.law(working);
    return SampleLaw.of(
        working.length, mask -> Integer.bitCount(mask) == size ? poisson.probability(mask) : 0);
  }

  static void checkJoint(int units) {
    if (units > MAX_JOINT_UNITS) {
      throw Require.invalid(
          Reason.TOO_LARGE,
          units + " units have too many pairs; at most " + MAX_JOINT_UNITS + " can be undecided");
    }
  }

  static double[] without(double[] values, int left) {
    double[] others = Arrays.copyOf(values, values.length - 1);
    System.arraycopy(values, left + 1, others, left, others.length - left);
    return others;
  }

  private static double[] solve(double[] wanted, int size) {
    double[] working = wanted.clone();
    double previous = Double.POSITIVE_INFINITY;
    for (int step = 0; step < MAX_ITERATIONS && size > 0; step++) {
      SizedSubsets subsets = new SizedSubsets(working, size);
      double total = subsets.plain();
      double[] odds = new double[working.length];
      double miss = 0;
      for (int i = 0; i < working.length; i++) {
        double in = subsets.plainWith(i);
        double out = (1 - working[i]) * subsets.plainWithout(i, size);
        miss = Math.max(miss, Math.abs(in / total - wanted[i]));
        odds[i] = working[i] / (1 - working[i]) * (wanted[i] / (1 - wanted[i])) / (in / out);
      }
      // Near the end rounding makes the misses wander: no better than the last is as good as it
      // gets.
      if (miss <= CONVERGED || (miss < NEAR && miss >= previous)) {
        return working;
      }
      previous = miss;
      working = probabilities(odds, size);
    }
    return working;
  }

  /** The probabilities {@code c odds / (1 + c odds)} with the factor that makes them add up. */
  private static double[] probabilities(double[] odds, int size) {
    double factor = 1;
    for (int step = 0; step < MAX_ITERATIONS; step++) {
      double sum = 0;
      double slope = 0;
      for (double odd : odds) {
        double p = factor * odd / (1 + factor * odd);
        sum += p;
        slope += p * (1 - p);
      }
      // Newton's step on the logarithm of the factor, which keeps it positive.
      double move = (size - sum) / slope;
      factor *= StrictMath.exp(Math.max(-1, Math.min(1, move)));
      if (Math.abs(size - sum) <= 4 * CONVERGED * size) {
        break;
      }
    }
    double[] probabilities = new double[odds.length];
    for (int i = 0; i < odds.length; i++) {
      probabilities[i] = factor * odds[i] / (1 + factor * odds[i]);
    }
    return probabilities;
  }
}
