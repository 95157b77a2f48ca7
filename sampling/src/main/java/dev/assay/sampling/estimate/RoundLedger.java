package dev.assay.sampling.estimate;

import dev.assay.sampling.estimate.MultiRoundDifference.Round;

/** How many labels each round has, and how many drawn units each of them stands for. */
final class RoundLedger {
  private final Round[] rounds;
  private final int[] labelCount;

  RoundLedger(long populationCount, Round[] rounds, int[] round) {
    this.rounds = rounds;
    this.labelCount = new int[rounds.length];
    int previous = 0;
    for (int i = 0; i < round.length; i++) {
      if (round[i] < previous || round[i] >= rounds.length) {
        throw new InvalidInputException(
            "round[" + i + "]",
            "is " + round[i] + "; give 0-based rounds in ascending order, below " + rounds.length);
      }
      previous = round[i];
      labelCount[previous]++;
    }
    if (rounds.length == 0) {
      throw new InvalidInputException("rounds", "is empty; give one entry for each wave");
    }
    if (rounds[0].remainingCount() != populationCount) {
      throw new InconsistentRoundsException(
          0,
          "remains "
              + rounds[0].remainingCount()
              + " of "
              + populationCount
              + " units; put labels known before the first wave into a round of their own with"
              + " probability 1 and weight 0");
    }
    for (int t = 0; t < rounds.length; t++) {
      check(t);
    }
  }

  private void check(int t) {
    if (labelCount[t] > rounds[t].remainingCount()) {
      throw new InconsistentRoundsException(
          t, "has " + labelCount[t] + " labels of " + rounds[t].remainingCount() + " units");
    }
    if (t + 1 < rounds.length && left(t) < labelCount[t]) {
      throw new InconsistentRoundsException(
          t + 1,
          "remains "
              + rounds[t + 1].remainingCount()
              + " units, more than the round before leaves after its "
              + labelCount[t]
              + " labels; estimate over the units that were there in every round");
    }
  }

  /** Units that round t took out of the remaining set; of the last round, those with a label. */
  private long left(int t) {
    return t + 1 < rounds.length
        ? rounds[t].remainingCount() - rounds[t + 1].remainingCount()
        : labelCount[t];
  }

  boolean hasLabels(int t) {
    return labelCount[t] > 0;
  }

  int labelCount(int t) {
    return labelCount[t];
  }

  /** Drawn units that each label of round t stands for, once the round is over: at least 1. */
  double response(int t) {
    return labelCount[t] == 0 ? 1 : (double) left(t) / labelCount[t];
  }

  /** Refuses weight on a round whose past holds drawn units that no label stands for. */
  void checkWeighted(double[] roundWeights) {
    boolean hole = false;
    for (int t = 0; t < rounds.length; t++) {
      if (roundWeights[t] > 0 && !hasLabels(t)) {
        throw new InconsistentRoundsException(t, "has weight but no label; give it weight 0");
      }
      if (roundWeights[t] > 0 && hole) {
        throw new InconsistentRoundsException(
            t,
            "follows a round whose units were drawn but have no label at all; count them as"
                + " remaining until one is labelled");
      }
      hole |= !hasLabels(t) && left(t) > 0;
    }
  }
}
