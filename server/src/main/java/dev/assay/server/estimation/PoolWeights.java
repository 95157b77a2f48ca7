package dev.assay.server.estimation;

import dev.assay.sampling.estimate.MultiRoundDifference;
import dev.assay.server.store.Tables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The weight of each settled item in averages over the pool: the sum of weight * f over them,
 * divided by the pool's size, estimates the pool's mean of f without bias, whatever f is. They are
 * the weights W_i of the multi-round estimator.
 */
public final class PoolWeights {
  private final Map<Integer, Double> byOrdinal;

  private PoolWeights(Map<Integer, Double> byOrdinal) {
    this.byOrdinal = byOrdinal;
  }

  /** Reads the settled items and weighs them. */
  public static PoolWeights read(Tables tables, long projectId) {
    PoolSample sample = PoolSample.read(tables, projectId);
    Map<Integer, Double> byOrdinal = new HashMap<>();
    if (!sample.rounds().waves().isEmpty()) {
      for (int i = 0; i < sample.known().size(); i++) {
        byOrdinal.put(sample.known().get(i).drawn().ordinal(), sample.knownResponses()[i]);
      }
      addRounds(sample.rounds(), byOrdinal);
    }
    return new PoolWeights(byOrdinal);
  }

  private static void addRounds(WaveSample rounds, Map<Integer, Double> byOrdinal) {
    List<WaveSample.Settled> items = rounds.items();
    Evidence evidence =
        Evidence.of(
            rounds, item -> true, wave -> wave.candidateCount(), wave -> 0, item -> 0, item -> 0);
    double[] weights =
        MultiRoundDifference.estimate(
                evidence.populationCount(),
                evidence.rounds(),
                evidence.round(),
                evidence.z(),
                evidence.g(),
                evidence.inclusionProbability())
            .weights();
    for (int i = 0; i < weights.length; i++) {
      byOrdinal.put(items.get(i).drawn().ordinal(), weights[i]);
    }
  }

  /**
   * The weight of a settled item; 0 where no estimate can use it yet, because a wave before its own
   * has no settled item.
   */
  public double of(int ordinal) {
    return byOrdinal.getOrDefault(ordinal, 0.0);
  }
}
