package dev.assay.server.pool;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A partition of the pool, ready to be asked for the stratum of any item.
 *
 * @param cuts one for each dimension of the definition, in its order
 */
record Strata(List<StratumCut> cuts) {

  /** Whether an item's stratum depends on its attributes, which are in the store alone. */
  boolean readsAttributes() {
    return cuts.stream().anyMatch(StratumCut::readsAttributes);
  }

  /** The name of the item's stratum; empty when there is only one. */
  String nameOf(Map<String, String> attributes, int ordinal, @Nullable ScoreColumns scores) {
    return cuts.stream()
        .map(cut -> cut.part(attributes, ordinal, scores))
        .collect(Collectors.joining("/"));
  }
}
