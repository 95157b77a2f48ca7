package dev.assay.server.pool;

import dev.assay.server.store.ItemRow;
import dev.assay.server.store.ProjectRow;
import org.jspecify.annotations.Nullable;

/**
 * Pools as readers see them. An item's row comes from the store and its scores and stratum from the
 * index, so they may be a commit apart.
 */
public final class PoolView {
  private final PoolIndexes indexes;
  private final PoolStrata strata;

  public PoolView(PoolIndexes indexes) {
    this.indexes = indexes;
    this.strata = indexes.strata();
  }

  /**
   * The project's items as callers see them, with the scores and strata of this moment.
   *
   * @param includeOutcome whether to show what has become of them even where that tells gold checks
   *     from ordinary work
   */
  ItemMessages messages(ProjectRow project, boolean includeOutcome) {
    PoolSnapshot snapshot = indexes.snapshot(project.projectId());
    boolean showsOutcome = includeOutcome || !project.definition().getPolicy().hasGold();
    return new ItemMessages(project, strata.of(project, snapshot), snapshot.scores(), showsOutcome);
  }

  /** The project's pool at this moment. */
  PoolSnapshot snapshot(ProjectRow project) {
    return indexes.snapshot(project.projectId());
  }

  /** The project's pool, of at least the version. */
  PoolSnapshot snapshot(ProjectRow project, long atLeastVersion) {
    return indexes.snapshot(project.projectId(), atLeastVersion);
  }

  /** The stratum of each item; null where there are more strata than are counted. */
  @Nullable StratumColumn column(ProjectRow project, PoolSnapshot snapshot) {
    return strata.column(project, snapshot);
  }

  /** The partition of a project's pool. */
  Strata strata(ProjectRow project, PoolSnapshot snapshot) {
    return strata.of(project, snapshot);
  }

  /** The strata of the project's items at this moment. May read the whole pool. */
  public ItemStrata itemStrata(ProjectRow project) {
    PoolSnapshot snapshot = snapshot(project);
    Strata strata = strata(project, snapshot);
    return item -> strata.nameOf(item.attributes(), item.ordinal(), snapshot.scores());
  }

  /** Says which stratum an item is in. */
  @FunctionalInterface
  public interface ItemStrata {
    /** The name of the item's stratum; empty when there is only one. */
    String nameOf(ItemRow item);
  }
}
