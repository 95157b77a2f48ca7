package dev.assay.sampling.estimate;

import dev.assay.sampling.estimate.MultiRoundDifference.Round;
import java.util.Arrays;

/** The sums of {@link MultiRoundDifference}, on input that has been checked. */
final class RoundCombination {
  private final long populationCount;
  private final Round[] rounds;
  private final double[] roundWeights;
  private final int[] round;
  private final double[] z;
  private final double[] g;
  private final double[] pi;

  RoundCombination(
      long populationCount,
      Round[] rounds,
      double[] roundWeights,
      int[] round,
      double[] z,
      double[] g,
      double[] pi) {
    this.populationCount = populationCount;
    this.rounds = rounds;
    this.roundWeights = roundWeights;
    this.round = round;
    this.z = z;
    this.g = g;
    this.pi = pi;
  }

  DifferenceEstimate combine(RoundLedger ledger, SampleSize sampleSize) {
    double open = 0;
    for (int t = 0; t < rounds.length; t++) {
      open += roundWeights[t] * rounds[t].remainingCount();
    }
    return combine(
        populationCount,
        open / populationCount,
        roundWeights,
        Arrays.stream(rounds).mapToDouble(Round::controlTotal).toArray(),
        z,
        g,
        weigh(ledger, sampleSize),
        UnseenUnits.of(rounds, roundWeights, round, pi),
        typicalJump(ledger));
  }

  /**
   * The sums over labels whose weights are known.
   *
   * @param controlTotals of each round the sum of g over its remaining set
   */
  static DifferenceEstimate combine(
      long populationCount,
      double openMean,
      double[] roundWeights,
      double[] controlTotals,
      double[] z,
      double[] g,
      DesignWeights weights,
      UnseenUnits unseen,
      double typicalJump) {
    double control = 0;
    for (int t = 0; t < roundWeights.length; t++) {
      control += roundWeights[t] * controlTotals[t];
    }
    double total = control;
    double[] residual = new double[z.length];
    for (int i = 0; i < z.length; i++) {
      residual[i] = z[i] - g[i];
      total += weights.later(i) * z[i] + weights.residual(i) * residual[i];
    }
    double count = populationCount;
    double mean = total / count;
    double variance = weights.varianceOfTotal(residual, centred(z, mean));
    return new DifferenceEstimate(
        populationCount,
        mean,
        (variance + unseen.influence() * weights.spread(residual, mean)) / (count * count),
        control / count,
        openMean,
        roundWeights,
        z,
        g,
        weights,
        unseen,
        typicalJump);
  }

  /** Labels stand for as many units as there are, so that only how they differ counts. */
  static double[] centred(double[] values, double mean) {
    double[] centred = new double[values.length];
    for (int i = 0; i < centred.length; i++) {
      centred[i] = values[i] - mean;
    }
    return centred;
  }

  /** Where all is labelled every round weight is 0, and each label stands for itself. */
  private DesignWeights weigh(RoundLedger ledger, SampleSize sampleSize) {
    boolean census = z.length == populationCount;
    double[] own = new double[z.length];
    double[] later = new double[z.length];
    double[] response = new double[z.length];
    double[] after = new double[rounds.length];
    int[] roundEnds = new int[rounds.length];
    double tail = census ? 1 : 0;
    for (int t = rounds.length - 1; t >= 0; t--) {
      after[t] = tail;
      tail += roundWeights[t];
    }
    for (int i = 0; i < z.length; i++) {
      own[i] = roundWeights[round[i]];
      response[i] = census ? 1 : ledger.response(round[i]);
      later[i] = after[round[i]] * response[i];
    }
    int end = 0;
    for (int t = 0; t < rounds.length; t++) {
      end += ledger.labelCount(t);
      roundEnds[t] = end;
    }
    return new DesignWeights(pi, own, later, response, roundEnds, sampleSize);
  }

  private double typicalJump(RoundLedger ledger) {
    double greatest = 0;
    for (int t = 0; t < rounds.length; t++) {
      if (ledger.hasLabels(t)) {
        double share = (double) rounds[t].remainingCount() / ledger.labelCount(t);
        greatest = Math.max(greatest, roundWeights[t] * share / populationCount);
      }
    }
    return greatest;
  }
}
