package dev.assay.server.estimation;

import dev.assay.sampling.estimate.MultiRoundDifference;
import dev.assay.sampling.estimate.sequence.ConfidenceBand;
import dev.assay.sampling.estimate.sequence.RandomRounds;
import java.util.ArrayList;
import java.util.List;

/**
 * Intervals that hold at every look, from the items of the exploration slice: in each wave a random
 * sample of what was left, taken in the order in which they are served. Items without a verdict yet
 * are taken to be like the others; one that comes late stands where it was drawn.
 */
final class AnytimeErrors {
  static final String ESTIMATOR = "explore-slice-sequence";

  private AnytimeErrors() {}

  /** The share of yes. At least one exploration item. */
  static Reading share(Evidence evidence) {
    List<RandomRounds.Draw> draws = draws(evidence);
    RandomRounds.Draw[] array = draws.toArray(RandomRounds.Draw[]::new);
    Reading fixed = ExploreSlice.share(evidence);
    return new Reading(
        fixed.mean(),
        fixed.standardError(),
        ESTIMATOR,
        array.length,
        level -> band(evidence, array, level).last());
  }

  private static ConfidenceBand band(Evidence evidence, RandomRounds.Draw[] draws, double level) {
    return RandomRounds.band(evidence.populationCount(), draws, level);
  }

  private static List<RandomRounds.Draw> draws(Evidence evidence) {
    List<RandomRounds.Draw> draws = new ArrayList<>();
    MultiRoundDifference.Round[] rounds = evidence.rounds();
    double known = 0;
    int i = 0;
    for (int t = 0; t < rounds.length; t++) {
      double yes = 0;
      long labels = 0;
      double explored = 0;
      long before = 0;
      for (; i < evidence.items().size() && evidence.round()[i] == t; i++) {
        double z = evidence.z(i);
        if (evidence.items().get(i).isExploration()) {
          draws.add(new RandomRounds.Draw(z, known, rounds[t].remainingCount(), before, explored));
          explored += z;
          before++;
        }
        yes += z;
        labels++;
      }
      if (t + 1 < rounds.length && labels > 0) {
        long served = rounds[t].remainingCount() - rounds[t + 1].remainingCount();
        known += yes * served / labels;
      }
    }
    return draws;
  }
}
