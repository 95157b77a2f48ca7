package dev.assay.sampling.estimate;

import java.util.Arrays;

/**
 * The difference estimator over rounds (waves), each drawn from what the ones before left over.
 *
 * <p>Round t estimates the mean by A_t = (1/N) [sum of z over the units labelled before + sum over
 * the remaining set R_t of g + sum over its labels of (z - g)/pi]; the estimate is T = sum c_t A_t.
 * It is unbiased for any control variate g and any probabilities that depend on the past only, as
 * long as the weights c_t do not depend on the labels. One round is the ordinary difference
 * estimator, g = 0 Horvitz and Thompson's.
 *
 * <p>Weights: c_t is proportional to the inverse of the planned variance of round t, and sums to 1
 * over the rounds that have labels. Where every round tells it, that is its {@link
 * PlannedVariance}; where one does not, all are weighed as if probabilities were equal, by n_t /
 * (|R_t| max(|R_t| - n_t, 1)). The last factor keeps a round that is planned to label everything
 * from taking all the weight; a told variance has the same floor. Where every unit of the
 * population is labelled, T is their mean and its variance 0.
 *
 * <p>Missing labels. Labels of drawn units may be missing at random. Scale the inclusion
 * probabilities of a round by the share of the drawn units whose label is there (the part of the
 * wave served, times the response share of the part served). Units without a label that are put
 * back are in the next {@code remainingCount}; units that are not (still out with an annotator) are
 * not, and the labels of their round then stand for them in the rounds after.
 */
/*
 * Implementation note: which weights stay unbiased when a wave is withdrawn part-way.
 *
 * A wave is served in a random order and withdrawn after m of its n units; the probabilities are
 * scaled by m/n. Given m, the units served are a simple random part of the wave, so E(A_t | past, m)
 * = theta whenever m is independent of the labels of this wave (given the past). Three cases, each
 * simulated in MultiRoundWithdrawalTest:
 *
 * (a) The moment does not depend on labels. Any weights that depend on counts only are unbiased:
 *     planned counts, or realised ones, which waste less on a wave of which little was served.
 *
 * (b) It depends on labels of waves before (a re-scored model, a replanned budget). Every A_t stays
 *     unbiased given its past, and T is a fixed combination of them: unbiased with c_t FIXED in
 *     advance, that is by plannedCount. With c_t proportional to the realised number served it is
 *     not: if a wave that found many errors makes the next one longer, the normalisation by the
 *     total gives the wave with many errors less weight, and errors are understated. A planned
 *     variance may follow from labels of waves before as well, as beliefs and probabilities do:
 *     known before its own round, but not before the first. That bias is of the order of 1/n and
 *     was never seen above chance.
 *
 * (c) It depends on labels of the same wave ("stop at the third error"). Then A_t itself is biased,
 *     as inverse sampling is, and no choice of c_t mends it: close the wave by count or by time, or
 *     read a confidence sequence (package sequence), which is valid at any stopping time.
 *
 * |R_t| enters the weights too, and depends on how much was served before. In case (b) give the
 * planned remaining counts' weights through the overload with explicit weights if even that trace
 * must go; the bias it leaves is of the order of (served/N) times the one above.
 *
 * Variance: the A_t - theta are martingale differences, hence uncorrelated, and Var T = sum c_t^2
 * Var A_t, each by Deville's formula (fixed size) or by the Poisson one.
 *
 * References: Hansen-Hurwitz and Raj-type sums of rounds; Farquhar, Gal and Rainforth (2021), "On
 * statistical bias in active learning", of which LURE is the case n_t = 1; Zrnic and Candes (2024),
 * "Active statistical inference"; Owen and Zhou (2020), "The square root rule for adaptive
 * importance sampling", on weights fixed in advance.
 */
public final class MultiRoundDifference {
  private MultiRoundDifference() {}

  /**
   * One round (wave).
   *
   * @param remainingCount |R_t|, the units of the target population that the round is drawn from;
   *     of the first round N
   * @param controlTotal the sum of g over R_t, in [0, remainingCount]
   * @param plannedCount n_t, the number of units planned to be served, in [1, remainingCount]
   * @param plannedVariance of the total over R_t, at least 0, known before any label of the round;
   *     NaN where it is not known, infinite of a round that could not draw all of R_t: its labels
   *     count in the rounds after it alone
   * @param countVariance sum (1/pi - 1) over R_t, with probabilities as its labels have them, at
   *     least 0; NaN where it is not known. From it follows which part of R_t no label stands for
   */
  public record Round(
      long remainingCount,
      double controlTotal,
      long plannedCount,
      double plannedVariance,
      double countVariance) {

    /** A round of which no variance is known. */
    public Round(long remainingCount, double controlTotal, long plannedCount) {
      this(remainingCount, controlTotal, plannedCount, Double.NaN, Double.NaN);
    }

    /**
     * A round as it is drawn.
     *
     * @param beliefs g of each unit of R_t, in [0, 1]
     * @param inclusionProbabilities of each, in (0, 1]
     */
    public static Round planned(double[] beliefs, double[] inclusionProbabilities, long count) {
      PlannedVariance variance = new PlannedVariance();
      double total = 0;
      for (int i = 0; i < beliefs.length; i++) {
        total += beliefs[i];
        variance.add(beliefs[i] * (1 - beliefs[i]), inclusionProbabilities[i]);
      }
      return new Round(beliefs.length, total, count, variance.value(), variance.ofCount());
    }

    public Round {
      if (remainingCount < 1) {
        throw new InvalidInputException(
            "remainingCount", "is " + remainingCount + "; leave out a round that drew from none");
      }
      if (!(controlTotal >= 0 && controlTotal <= remainingCount * (1 + 1e-9))) {
        throw new InvalidInputException(
            "controlTotal",
            "is " + controlTotal + "; give a sum of beliefs in [0, " + remainingCount + "]");
      }
      if (plannedCount < 1 || plannedCount > remainingCount) {
        throw new InvalidInputException(
            "plannedCount", "is " + plannedCount + "; give a count in [1, remainingCount]");
      }
      if (plannedVariance < 0) {
        throw new InvalidInputException(
            "plannedVariance", "is " + plannedVariance + "; give a variance, or NaN without");
      }
      if (countVariance < 0 || Double.isInfinite(countVariance)) {
        throw new InvalidInputException(
            "countVariance", "is " + countVariance + "; give a variance, or NaN without");
      }
    }

    /** The inverse of the variance of equal probabilities, |R| (|R| - n)/n, up to a factor. */
    double precisionByCount() {
      if (plannedVariance == Double.POSITIVE_INFINITY) {
        return 0;
      }
      double slack = Math.max(remainingCount - plannedCount, 1);
      return plannedCount / (remainingCount * slack);
    }

    /** The inverse of the planned variance; not above that of all units but one. */
    double precision() {
      double least = PlannedVariance.LEAST_SPREAD * remainingCount / plannedCount;
      return 1 / Math.max(plannedVariance, least);
    }
  }

  /**
   * Estimate with weights by what was planned and fixed-size variances.
   *
   * @param populationCount N, the number of units that the mean is over
   * @param rounds every wave that was drawn, in order
   * @param round for each label its 0-based round, ascending
   * @param z for each label the value: an error or class indicator, or a loss in [0, 1]
   * @param g for each label the control variate in [0, 1], fixed before the round was drawn
   * @param inclusionProbability for each label its probability in (0, 1] in its round, given the
   *     past, scaled by the part of the round that has labels
   * @throws NoLabelException without any label
   * @throws InconsistentRoundsException where the counts contradict each other
   * @throws WeightOverflowException where a probability is too small for its inverse to be a number
   */
  public static DifferenceEstimate estimate(
      long populationCount,
      Round[] rounds,
      int[] round,
      double[] z,
      double[] g,
      double[] inclusionProbability) {
    Require.anyLabel(z.length);
    RoundLedger ledger = new RoundLedger(populationCount, rounds, round);
    double[] roundWeights = new double[rounds.length];
    boolean byVariance =
        Arrays.stream(rounds).noneMatch(planned -> Double.isNaN(planned.plannedVariance()));
    double sum = 0;
    for (int t = 0; t < rounds.length; t++) {
      roundWeights[t] =
          ledger.hasLabels(t)
              ? byVariance ? rounds[t].precision() : rounds[t].precisionByCount()
              : 0;
      sum += roundWeights[t];
    }
    for (int t = 0; t < rounds.length; t++) {
      roundWeights[t] /= sum;
    }
    return estimate(
        populationCount, rounds, roundWeights, SampleSize.FIXED, round, z, g, inclusionProbability);
  }

  /**
   * Estimate with weights and kind of variance of the caller's.
   *
   * @param roundWeights c_t, at least 0 and summing to 1; fixed before any label of the rounds
   * @param sampleSize whether the rounds have a fixed size (Deville's variance) or a random one
   *     (Poisson's)
   */
  public static DifferenceEstimate estimate(
      long populationCount,
      Round[] rounds,
      double[] roundWeights,
      SampleSize sampleSize,
      int[] round,
      double[] z,
      double[] g,
      double[] inclusionProbability) {
    Require.anyLabel(z.length);
    Require.sameLength("round", round.length, z.length);
    Require.sameLength("g", g.length, z.length);
    Require.sameLength("inclusionProbability", inclusionProbability.length, z.length);
    Require.unitInterval("z", z);
    Require.unitInterval("g", g);
    Require.inclusionProbabilities(inclusionProbability);
    Require.population(populationCount, z.length);
    RoundLedger ledger = new RoundLedger(populationCount, rounds, round);
    checkWeights(roundWeights, rounds.length);
    ledger.checkWeighted(roundWeights);
    double[] used = z.length == populationCount ? new double[rounds.length] : roundWeights.clone();
    return new RoundCombination(
            populationCount,
            rounds,
            used,
            round,
            z.clone(),
            g.clone(),
            inclusionProbability.clone())
        .combine(ledger, sampleSize);
  }

  private static void checkWeights(double[] roundWeights, int expected) {
    if (roundWeights.length != expected) {
      throw new InvalidInputException(
          "roundWeights", "has " + roundWeights.length + " entries; give one for each round");
    }
    double sum = 0;
    for (int t = 0; t < roundWeights.length; t++) {
      if (!(roundWeights[t] >= 0)) {
        throw new InvalidInputException(
            "roundWeights[" + t + "]", "is " + roundWeights[t] + "; give a weight of at least 0");
      }
      sum += roundWeights[t];
    }
    if (!(Math.abs(sum - 1) <= 1e-9)) {
      throw new InvalidInputException("roundWeights", "sum to " + sum + "; let them sum to 1");
    }
  }
}
