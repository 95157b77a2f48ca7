package dev.assay.server.pool;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.protobuf.ByteString;
import com.google.protobuf.util.Timestamps;
import dev.assay.sampling.vector.MiniBatchKMeans;
import dev.assay.sampling.vector.Points;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.Clustering;
import dev.assay.v1.StrataDefinition;
import dev.assay.v1.StratumDimension;
import dev.assay.v1.WaveClusters;
import dev.assay.v1.WaveInputs;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The clusters of pools whose strata ask for them. They are found when a wave is planned and kept
 * with the inputs of the first wave that they are used for; readers see those of the last wave.
 */
public final class PoolClusters {
  /** The most items, of all pools, whose clusters are kept; each takes a byte. */
  static final int MAX_KEPT_ITEMS = 50_000_000;

  private final Store store;
  private final PoolIndexes indexes;
  private final Cache<Long, ClusterColumn> columns =
      Caffeine.newBuilder()
          .maximumWeight(MAX_KEPT_ITEMS)
          .weigher((Long projectId, ClusterColumn column) -> 1 + column.itemCount())
          .executor(Runnable::run)
          .build();

  PoolClusters(Store store, PoolIndexes indexes) {
    this.store = store;
    this.indexes = indexes;
  }

  /** How many clusters the strata ask for; empty where they ask for none. */
  public static OptionalInt wanted(StrataDefinition definition) {
    return definition.getDimensionsList().stream()
        .filter(StratumDimension::hasClusters)
        .mapToInt(dimension -> dimension.getClusters().getClusterCount())
        .findFirst();
  }

  /** The clusters that the last wave was drawn by, of the embeddings of this moment. */
  ClusterColumn current(ProjectRow project, PoolSnapshot snapshot) {
    if (wanted(project.definition().getStrata()).isEmpty()) {
      return ClusterColumn.NONE;
    }
    ProgressRow progress = store.read(tables -> tables.progress().get(project.projectId()));
    WaveClusters clusters =
        store.read(
            tables -> {
              WaveInputs last =
                  tables.waves().inputs(project.projectId(), progress.lastWaveNumber());
              return last == null
                  ? WaveClusters.getDefaultInstance()
                  : withCentres(tables, project.projectId(), last.getClusters());
            });
    boolean isHeld =
        progress.embeddingVersion() > 0
            && indexes.canHoldVectors(snapshot.itemCount(), progress.embeddingDimension());
    return column(
        project.projectId(),
        clusters,
        isHeld && clusters.hasClustering()
            ? indexes.vectors(
                project.projectId(), progress.embeddingVersion(), snapshot.itemCount())
            : null,
        snapshot.itemCount());
  }

  /**
   * The clusters by a clustering.
   *
   * @param clusters with their centres
   * @param vectors null where there are none, or too many: then every item is in no cluster
   */
  public ClusterColumn column(
      long projectId, WaveClusters clusters, @Nullable VectorColumns vectors, int itemCount) {
    float[][] centres = centres(clusters);
    if (vectors == null || centres.length == 0) {
      return ClusterColumn.NONE;
    }
    ClusterColumn known = columns.getIfPresent(projectId);
    ClusterColumn column =
        ClusterColumn.of(
            clusters.getClustering().getNumber(),
            centres,
            vectors,
            itemCount,
            known == null ? ClusterColumn.NONE : known);
    columns.put(projectId, column);
    return column;
  }

  /** The clusters of a wave with their centres, which an earlier wave may have. */
  public static WaveClusters withCentres(Tables tables, long projectId, WaveClusters clusters) {
    if (!clusters.hasClustering() || !clusters.getCentres().isEmpty()) {
      return clusters;
    }
    WaveInputs first = tables.waves().inputs(projectId, clusters.getClustering().getWaveNumber());
    if (first == null) {
      throw new IllegalStateException(
          "wave "
              + clusters.getClustering().getWaveNumber()
              + " has no inputs, but its clusters are referred to");
    }
    return clusters.toBuilder().setCentres(first.getClusters().getCentres()).build();
  }

  /**
   * Finds clusters anew. Those of before are gone on from where as many are wanted, and keep their
   * numbers.
   *
   * @param before with centres; without a clustering where there were none
   */
  public static WaveClusters found(
      WaveClusters before,
      int clusterCount,
      VectorColumns vectors,
      int itemCount,
      long waveNumber,
      long seed,
      long nowMillis) {
    int[] ordinals = IntStream.range(0, itemCount).toArray();
    Points points = vectors.of(ordinals);
    float[][] known = centres(before);
    boolean goesOn =
        before.getClustering().getClusterCount() == clusterCount
            && known.length == clusterCount
            && known[0].length == points.dimension();
    float[][] centres =
        MiniBatchKMeans.centres(points, clusterCount, goesOn ? known : new float[0][], seed);
    return WaveClusters.newBuilder()
        .setClustering(
            Clustering.newBuilder()
                .setNumber(before.getClustering().getNumber() + 1)
                .setClusterCount(clusterCount)
                .setWaveNumber(waveNumber)
                .setEmbeddingVersion(vectors.version())
                .setTime(Timestamps.fromMillis(nowMillis))
                .setItemCount(IntStream.range(0, itemCount).filter(points::has).count()))
        .setCentres(bytes(centres))
        .build();
  }

  private static ByteString bytes(float[][] centres) {
    int width = centres.length == 0 ? 0 : centres[0].length;
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * (1 + centres.length * width))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(width);
    for (float[] centre : centres) {
      for (float coordinate : centre) {
        bytes.putFloat(coordinate);
      }
    }
    return ByteString.copyFrom(bytes.flip());
  }

  private static float[][] centres(WaveClusters clusters) {
    if (clusters.getCentres().isEmpty()) {
      return new float[0][];
    }
    ByteBuffer bytes = clusters.getCentres().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    int width = bytes.getInt();
    FloatBuffer coordinates = bytes.asFloatBuffer();
    float[][] centres = new float[width == 0 ? 0 : coordinates.remaining() / width][width];
    for (float[] centre : centres) {
      coordinates.get(centre);
    }
    return centres;
  }
}
