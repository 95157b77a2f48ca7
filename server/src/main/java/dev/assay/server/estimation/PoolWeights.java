package dev.assay.server.estimation;

import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Tables;
import java.util.HashMap;
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
  public static PoolWeights read(Tables tables, ProjectRow project) {
    PoolSample sample = PoolSample.of(SettledState.read(tables, project));
    Map<Integer, Double> byOrdinal = new HashMap<>();
    if (!sample.rounds().waves().isEmpty()) {
      for (int i = 0; i < sample.known().size(); i++) {
        byOrdinal.put(sample.known().get(i).ordinal(), sample.knownResponses()[i]);
      }
      Evidence evidence = Evidence.of(sample.rounds(), new WholePool());
      double[] weights = evidence.difference().weights();
      for (int i = 0; i < weights.length; i++) {
        byOrdinal.put(evidence.items().get(i).ordinal(), weights[i]);
      }
    }
    return new PoolWeights(byOrdinal);
  }

  /**
   * The weight of a settled item; 0 where no estimate can use it yet, because a wave before its own
   * has no settled item.
   */
  public double of(int ordinal) {
    return byOrdinal.getOrDefault(ordinal, 0.0);
  }
}
