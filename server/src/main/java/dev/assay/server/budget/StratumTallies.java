package dev.assay.server.budget;

import dev.assay.server.pool.PoolView;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.Tables;
import java.util.HashMap;
import java.util.Map;

/**
 * What labels have cost by the stratum of their items: reads every label, and every item that has
 * one, never the rest of the pool.
 */
final class StratumTallies {
  private StratumTallies() {}

  static SpendGroups<String> of(Tables tables, long projectId, PoolView.ItemStrata strata) {
    Map<Integer, SpendTally> items = new HashMap<>();
    tables
        .labels()
        .scanCosts(
            projectId,
            label ->
                items
                    .computeIfAbsent(label.ordinal(), ordinal -> new SpendTally())
                    .add(label.chargedMicros(), label.isCharged() ? 1 : 0, label.labelingMillis()));
    SpendGroups<String> groups = new SpendGroups<>();
    items.forEach(
        (ordinal, tally) -> {
          ItemRow item = tables.items().find(projectId, ordinal);
          if (item == null) {
            throw new IllegalStateException("a label is of item " + ordinal + ", not stored");
          }
          groups.of(strata.nameOf(item)).add(tally);
        });
    return groups;
  }
}
