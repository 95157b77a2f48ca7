package dev.assay.server.pool;

import java.util.List;

/** A committed change of a pool, as its index must see it. */
sealed interface PoolChange {

  /** The state after it, at the version; ids are added to the table. */
  PoolSnapshot applyTo(PoolSnapshot snapshot, long version, ItemIds ids);

  /** Items ceased to be candidates. */
  record Taken(int[] ordinals) implements PoolChange {
    @Override
    public PoolSnapshot applyTo(PoolSnapshot snapshot, long version, ItemIds ids) {
      return snapshot.withTaken(version, snapshot.taken().with(ordinals));
    }
  }

  /** Items became candidates again. */
  record Released(int[] ordinals) implements PoolChange {
    @Override
    public PoolSnapshot applyTo(PoolSnapshot snapshot, long version, ItemIds ids) {
      return snapshot.withTaken(version, snapshot.taken().without(ordinals));
    }
  }

  /**
   * Items were put.
   *
   * @param newIds the new items, in the order of their ordinals
   * @param pricedOrdinals new and old items whose price of their own is another now
   * @param prices their prices, in millionths of the project's currency
   */
  record ItemsPut(List<String> newIds, int[] pricedOrdinals, long[] prices) implements PoolChange {
    @Override
    public PoolSnapshot applyTo(PoolSnapshot snapshot, long version, ItemIds ids) {
      newIds.forEach(ids::add);
      return snapshot.withItems(
          version, ids.size(), snapshot.prices().with(pricedOrdinals, prices));
    }
  }

  /** Another score set is the published one; its columns are read when they are asked for. */
  record Published(long scoreSetId) implements PoolChange {
    @Override
    public PoolSnapshot applyTo(PoolSnapshot snapshot, long version, ItemIds ids) {
      return snapshot.withPublished(version, scoreSetId);
    }
  }
}
