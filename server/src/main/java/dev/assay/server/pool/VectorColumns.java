package dev.assay.server.pool;

import dev.assay.sampling.vector.Points;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.Tables;
import org.jspecify.annotations.Nullable;

/** The embeddings of a project's items as of one version, by ordinal. Immutable. */
public final class VectorColumns {
  private final long version;
  private final int itemCount;
  private final FloatRows rows;

  private VectorColumns(long version, int itemCount, FloatRows rows) {
    this.version = version;
    this.itemCount = itemCount;
    this.rows = rows;
  }

  /** The embeddings as of a version that is kept, of all items that the pool has. */
  public static VectorColumns load(Tables tables, long projectId, long version) {
    return load(tables, projectId, version, null);
  }

  /**
   * As above; of the version that is known, only what came to the pool after it was read. An item's
   * embedding as of a version never changes once the item is in the pool.
   */
  static VectorColumns load(
      Tables tables, long projectId, long version, @Nullable VectorColumns known) {
    ProgressRow progress = tables.progress().get(projectId);
    VectorColumns base =
        known != null && known.version == version
            ? known
            : new VectorColumns(version, 0, FloatRows.empty(progress.embeddingDimension()));
    FloatRows.Builder rows = new FloatRows.Builder(base.rows);
    tables
        .items()
        .scanEmbeddings(
            projectId, version, base.itemCount, (ordinal, vector) -> rows.put(ordinal, vector, 0));
    return new VectorColumns(version, progress.itemCount(), rows.build());
  }

  /** Counts the changes of what embeddings the pool's items have, from 1. */
  public long version() {
    return version;
  }

  boolean covers(long wantedVersion, int count) {
    return version == wantedVersion && itemCount >= count;
  }

  /** The embeddings of the items, in the order of the ordinals; missing where there are none. */
  public Points of(int[] ordinals) {
    return new Selected(rows, ordinals);
  }

  /** About how much memory it takes. */
  long bytes() {
    return 32 + rows.bytes();
  }

  private record Selected(FloatRows rows, int[] ordinals) implements Points {
    @Override
    public int count() {
      return ordinals.length;
    }

    @Override
    public int dimension() {
      return rows.width();
    }

    @Override
    public boolean has(int point) {
      return !Float.isNaN(rows.get(ordinals[point], 0));
    }

    @Override
    public double get(int point, int coordinate) {
      return rows.get(ordinals[point], coordinate);
    }

    @Override
    public void copy(int point, double[] into) {
      rows.copyRow(ordinals[point], into);
    }

    @Override
    public double squaredDistance(int point, double[] place) {
      return rows.squaredDistance(ordinals[point], place);
    }
  }
}
