package dev.assay.server.pool;

import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The index of one project's pool: loaded when it is first asked for, then kept up by changes. */
final class PoolIndex {
  /*
   * A change is applied when its version is the next one. An older one is in the state already: the load has seen it.
   * A later one means that a change was missed: the state is dropped and read again at the next use. So it is where
   * somebody who has seen a later commit asks for it: a change that another process made is told of by nobody.
   *
   * While the store is read, changes are put aside and applied to what was read. None is missed: the read begins after
   * changes are put aside, and a change is committed before it is told of; so what was told of before the read began
   * is in it, and what is told of later was put aside.
   */
  /** The most changes that are put aside during one load; with more, the load begins again. */
  static final int MAX_PENDING_CHANGES = 100_000;

  private record Pending(long version, PoolChange change) {}

  private record Loaded(PoolSnapshot snapshot, ItemIds ids) {}

  private final Store store;
  private final long projectId;
  private final Consumer<PoolIndex> onLoaded;

  /** Held while the store is read, never by the writer. */
  private final ReentrantLock loading = new ReentrantLock();

  /** The state, null when it is not loaded; changed under this object's monitor. */
  private volatile @Nullable Loaded state;

  /** Read when a wave is planned from them; of one version, whatever the state's. */
  private volatile @Nullable VectorColumns vectors;

  /** Read when a wave is planned from it; of one score set, whatever the state's. */
  private volatile @Nullable EnsembleColumns ensemble;

  /** What came while the store was read; null when it is not being read. */
  private @Nullable List<Pending> pending;

  /**
   * @param onLoaded told when the state was read, so that it can be weighed
   */
  PoolIndex(Store store, long projectId, Consumer<PoolIndex> onLoaded) {
    this.store = store;
    this.projectId = projectId;
    this.onLoaded = onLoaded;
  }

  /**
   * The state with its scores, of at least a version that the store is known to have reached. Reads
   * the store where it is not loaded, or has not heard of that version yet.
   */
  PoolSnapshot snapshot(long atLeastVersion) {
    Loaded current = state;
    return current != null
            && current.snapshot.poolVersion() >= atLeastVersion
            && current.snapshot.hasItsScores()
        ? current.snapshot
        : load(atLeastVersion, true).snapshot;
  }

  /** The embeddings as of a version that is kept, of at least the first items of the pool. */
  VectorColumns vectors(long version, int itemCount) {
    VectorColumns known = vectors;
    if (known == null || !known.covers(version, itemCount)) {
      VectorColumns base = known;
      known = store.read(tables -> VectorColumns.load(tables, projectId, version, base));
      vectors = known;
      onLoaded.accept(this);
    }
    return known;
  }

  /** What the ensemble of a published score set says. */
  EnsembleColumns ensemble(long scoreSetId) {
    EnsembleColumns known = ensemble;
    if (known == null || known.scoreSetId() != scoreSetId) {
      EnsembleColumns base = known;
      known = store.read(tables -> EnsembleColumns.load(tables, scoreSetId, base));
      ensemble = known;
      onLoaded.accept(this);
    }
    return known;
  }

  /** The ordinals of the ids; -1 for ids that the loaded state does not have. */
  int[] ordinalsOf(List<String> itemIds) {
    Loaded current = state;
    ItemIds ids = (current == null ? load(0, false) : current).ids;
    int[] ordinals = new int[itemIds.size()];
    synchronized (this) {
      for (int i = 0; i < ordinals.length; i++) {
        ordinals[i] = ids.find(itemIds.get(i));
      }
    }
    return ordinals;
  }

  /** Takes a committed change. Short: runs on the writer's thread. */
  synchronized void apply(long version, PoolChange change) {
    if (pending != null) {
      if (pending.size() <= MAX_PENDING_CHANGES) {
        pending.add(new Pending(version, change));
      }
      return;
    }
    if (state != null) {
      state = next(state, version, change);
    }
  }

  private static @Nullable Loaded next(Loaded current, long version, PoolChange change) {
    long known = current.snapshot.poolVersion();
    if (version <= known) {
      return current;
    }
    return version == known + 1
        ? new Loaded(change.applyTo(current.snapshot, version, current.ids), current.ids)
        : null;
  }

  private Loaded load(long atLeastVersion, boolean withScores) {
    loading.lock();
    try {
      Loaded current = state;
      while (current == null || current.snapshot.poolVersion() < atLeastVersion) {
        current = loadItems();
      }
      while (withScores && !current.snapshot.hasItsScores()) {
        current = loadScores(current);
      }
      onLoaded.accept(this);
      return current;
    } finally {
      loading.unlock();
    }
  }

  /** Null when the changes that came meanwhile do not follow what was read. */
  private @Nullable Loaded loadItems() {
    synchronized (this) {
      pending = new ArrayList<>();
    }
    Loaded read = null;
    try {
      read = store.read(this::read);
    } finally {
      synchronized (this) {
        List<Pending> late = pending;
        pending = null;
        if (late == null || late.size() > MAX_PENDING_CHANGES) {
          read = null;
        } else {
          for (int i = 0; i < late.size() && read != null; i++) {
            read = next(read, late.get(i).version, late.get(i).change);
          }
        }
        state = read;
      }
    }
    return read;
  }

  private Loaded read(Tables tables) {
    ProgressRow progress = tables.progress().get(projectId);
    ItemIds ids = new ItemIds(progress.itemCount());
    PriceColumn.Builder prices = new PriceColumn.Builder();
    tables
        .items()
        .scan(
            projectId,
            item -> {
              ids.add(item.itemId());
              if (item.priceMicros() != null) {
                prices.put(item.ordinal(), item.priceMicros());
              }
            });
    OrdinalSet.Builder taken = new OrdinalSet.Builder();
    tables.waves().scanTaken(projectId, taken::add);
    PoolSnapshot snapshot =
        PoolSnapshot.read(
            progress.poolVersion(),
            ids.size(),
            taken.build(),
            prices.build(),
            progress.scoreSetId());
    return new Loaded(snapshot, ids);
  }

  /** Score sets never change once they are published, so they are read apart from the rest. */
  private Loaded loadScores(Loaded current) {
    Long scoreSetId = current.snapshot.scoreSetId();
    if (scoreSetId == null) {
      throw new IllegalStateException("no score set to load");
    }
    ScoreColumns columns =
        store.read(tables -> columns(tables, scoreSetId, current.snapshot.scores()));
    synchronized (this) {
      Loaded latest = state == null ? current : state;
      Loaded with = new Loaded(latest.snapshot.withScores(columns), latest.ids);
      if (state != null) {
        state = with;
      }
      return with;
    }
  }

  private static ScoreColumns columns(
      Tables tables, long scoreSetId, @Nullable ScoreColumns known) {
    ScoreColumns columns = ScoreColumnsLoader.load(tables, scoreSetId, known);
    if (columns == null) {
      throw new IllegalStateException("the published score set " + scoreSetId + " is gone");
    }
    return columns;
  }

  /** About how much memory the state takes. */
  synchronized long bytes() {
    Loaded current = state;
    VectorColumns embeddings = vectors;
    EnsembleColumns members = ensemble;
    return 256
        + (current == null ? 0 : current.snapshot.bytes() + current.ids.bytes())
        + (embeddings == null ? 0 : embeddings.bytes())
        + (members == null ? 0 : members.bytes());
  }
}
