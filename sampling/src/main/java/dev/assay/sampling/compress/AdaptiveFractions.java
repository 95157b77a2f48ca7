package dev.assay.sampling.compress;

import dev.assay.sampling.InvalidDesignInputException;
import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;
import java.util.Arrays;

/**
 * How much of each class an adaptive compression keeps, round by round: more of a class whose
 * accuracy has been better than it is now.
 *
 * <p>Zhao, Shang, Wu and Yan, "Dataset quantization with active learning based adaptive sampling"
 * (DQAS), algorithm 1: {@code a_c = max(a_c, a_c^i)}; a class whose best accuracy is below a bound
 * gets a random fraction, every other one's is multiplied by {@code 1 + (a_c - a_c^i)}; then they
 * are scaled to add up to 1. At most {@value #MAX_ROUNDS} rounds. Immutable: each round is a new
 * one, which follows from the seed and the accuracies reported.
 *
 * @param round how many rounds have been reported, from 0
 * @param fractions of the kept rows for each class, adding up to 1
 * @param best the best accuracy of each class so far, in [0, 1]
 * @param seed of the random fractions
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
public record AdaptiveFractions(int round, double[] fractions, double[] best, long seed) {
  /** The rounds that there are at most. */
  public static final int MAX_ROUNDS = 50;

  /** A class whose best accuracy is below this gets a random fraction. */
  public static final double LOWER_BOUND = .5;

  /**
   * Before the first round: random fractions, and the accuracies of a model trained on even ones,
   * the standard of comparison.
   *
   * @param evenAccuracies for each class, in [0, 1]
   */
  public static AdaptiveFractions start(double[] evenAccuracies, long seed) {
    requireAccuracies(evenAccuracies, evenAccuracies.length);
    double[] fractions = new double[evenAccuracies.length];
    for (int c = 0; c < fractions.length; c++) {
      fractions[c] = random(seed, 0, c);
    }
    return new AdaptiveFractions(0, scaled(fractions), evenAccuracies.clone(), seed);
  }

  /**
   * The next round.
   *
   * @param accuracies for each class of the model trained on this round's subset, in [0, 1]
   * @throws InvalidDesignInputException after {@link #MAX_ROUNDS}, or for others
   */
  public AdaptiveFractions advance(double[] accuracies) {
    requireAccuracies(accuracies, fractions.length);
    Require.count(round + 1, 1, MAX_ROUNDS, "round of an adaptive compression");
    double[] better = new double[fractions.length];
    double[] next = new double[fractions.length];
    for (int c = 0; c < next.length; c++) {
      better[c] = Math.max(best[c], accuracies[c]);
      next[c] =
          better[c] < LOWER_BOUND
              ? random(seed, round + 1, c)
              : fractions[c] * (1 + (better[c] - accuracies[c]));
    }
    return new AdaptiveFractions(round + 1, scaled(next), better, seed);
  }

  private static double random(long seed, int round, int label) {
    return new SeededStream(seed, ((long) round << 32) + label).nextOpenUnit();
  }

  private static double[] scaled(double[] fractions) {
    double sum = Arrays.stream(fractions).sum();
    for (int c = 0; c < fractions.length; c++) {
      fractions[c] /= sum;
    }
    return fractions;
  }

  private static void requireAccuracies(double[] accuracies, int classes) {
    Require.sameLength(classes, accuracies.length, "accuracy of a class");
    for (int c = 0; c < accuracies.length; c++) {
      if (!(accuracies[c] >= 0 && accuracies[c] <= 1)) {
        throw Require.invalid(
            InvalidDesignInputException.Reason.SHARE_OUT_OF_RANGE,
            "accuracy of class " + c + " is " + accuracies[c] + "; it must be in [0, 1]");
      }
    }
  }
}
