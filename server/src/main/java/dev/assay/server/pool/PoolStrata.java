package dev.assay.server.pool;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.v1.LabelSchema;
import dev.assay.v1.StrataDefinition;
import dev.assay.v1.StratumDimension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The partitions of pools. Quantiles are taken of the whole pool and kept for as long as neither an
 * item, the scores nor the definition change; those of an attribute read every item from the store.
 */
public final class PoolStrata {
  /** The most partitions that are kept. */
  static final int MAX_KEPT = 64;

  /** The most items, of all pools, whose strata are kept; each takes two bytes. */
  static final int MAX_KEPT_ITEMS = 50_000_000;

  private record Key(
      long projectId,
      long contentVersion,
      StrataDefinition definition,
      long clustering,
      long embeddingVersion) {
    static Key of(ProjectRow project, PoolSnapshot snapshot, ClusterColumn clusters) {
      return new Key(
          project.projectId(),
          snapshot.contentVersion(),
          project.definition().getStrata(),
          clusters.number(),
          clusters.embeddingVersion());
    }
  }

  private final Store store;
  private final PoolClusters clusters;
  private final Cache<Key, Strata> kept =
      Caffeine.newBuilder().maximumSize(MAX_KEPT).executor(Runnable::run).build();

  private final Cache<Key, Optional<StratumColumn>> columns =
      Caffeine.newBuilder()
          .maximumWeight(MAX_KEPT_ITEMS)
          .weigher(
              (Key key, Optional<StratumColumn> column) ->
                  1 + column.map(StratumColumn::itemCount).orElse(0))
          .executor(Runnable::run)
          .build();

  PoolStrata(Store store, PoolClusters clusters) {
    this.store = store;
    this.clusters = clusters;
  }

  /** The clusters of the pools. */
  public PoolClusters clusters() {
    return clusters;
  }

  /** The partition of the project's pool by the project's definition. */
  Strata of(ProjectRow project, PoolSnapshot snapshot) {
    return of(project, snapshot, clusters.current(project, snapshot));
  }

  private Strata of(ProjectRow project, PoolSnapshot snapshot, ClusterColumn current) {
    StrataDefinition definition = project.definition().getStrata();
    Key key = Key.of(project, snapshot, current);
    Strata strata = kept.getIfPresent(key);
    if (strata == null) {
      // Not computed under the cache's lock: it may read the store for long.
      strata = make(project, definition, snapshot, current);
      kept.put(key, strata);
    }
    return strata;
  }

  /**
   * The stratum of each item of the pool; null where there are more strata than are counted. Made
   * once for a state of items and scores, by one thread while others wait for it.
   */
  public @Nullable StratumColumn column(ProjectRow project, PoolSnapshot snapshot) {
    return column(project, snapshot, clusters.current(project, snapshot));
  }

  /** As above, by some clusters, where the definition asks for any. */
  public synchronized @Nullable StratumColumn column(
      ProjectRow project, PoolSnapshot snapshot, ClusterColumn current) {
    Key key = Key.of(project, snapshot, current);
    Optional<StratumColumn> column = columns.getIfPresent(key);
    if (column == null) {
      Strata strata = of(project, snapshot, current);
      column =
          store.read(tables -> StratumColumn.of(tables, project.projectId(), strata, snapshot));
      columns.put(key, column);
    }
    return column.orElse(null);
  }

  private Strata make(
      ProjectRow project,
      StrataDefinition definition,
      PoolSnapshot snapshot,
      ClusterColumn current) {
    return make(
        definition,
        project.definition().getLabelSchema(),
        snapshot.itemCount(),
        snapshot.scores(),
        current,
        attribute -> numbersOf(project.projectId(), snapshot.itemCount(), attribute));
  }

  /**
   * The partition of a pool by scores alone, as of those scores: what {@link #of} makes where the
   * definition asks for nothing else.
   *
   * @throws IllegalStateException for a definition that asks for attributes or clusters
   */
  static Strata ofScores(
      StrataDefinition definition,
      LabelSchema schema,
      int itemCount,
      @Nullable ScoreColumns scores) {
    if (StratumColumn.isRecorded(definition)) {
      throw new IllegalStateException("attributes and clusters are not among the scores");
    }
    return make(
        definition,
        schema,
        itemCount,
        scores,
        ClusterColumn.NONE,
        attribute -> {
          throw new IllegalStateException(attribute.name() + " is not among the scores");
        });
  }

  private static Strata make(
      StrataDefinition definition,
      LabelSchema schema,
      int itemCount,
      @Nullable ScoreColumns scores,
      ClusterColumn current,
      Function<StratumCut.Source, Numbers> attributes) {
    List<StratumCut> cuts = new ArrayList<>();
    for (StratumDimension dimension : definition.getDimensionsList()) {
      cuts.add(
          switch (dimension.getCutCase()) {
            case ATTRIBUTE -> new StratumCut.ByAttribute(dimension.getAttribute());
            case PREDICTED_CLASS -> new StratumCut.ByPredictedClass(schema);
            case QUANTILE_BINS ->
                byQuantile(dimension.getQuantileBins(), itemCount, scores, attributes);
            case CLUSTERS -> new StratumCut.ByCluster(current);
            case CUT_NOT_SET -> throw new IllegalStateException("a stratum dimension without cut");
          });
    }
    return new Strata(cuts);
  }

  private static StratumCut byQuantile(
      StratumDimension.QuantileBins bins,
      int itemCount,
      @Nullable ScoreColumns scores,
      Function<StratumCut.Source, Numbers> attributes) {
    StratumCut.Source source;
    Numbers numbers;
    if (bins.hasAttribute()) {
      source = new StratumCut.NumericAttribute(bins.getAttribute());
      numbers = attributes.apply(source);
    } else {
      source = new StratumCut.Confidence();
      numbers = new Numbers(itemCount);
      for (int ordinal = 0; ordinal < itemCount; ordinal++) {
        numbers.add(source.value(Map.of(), ordinal, scores));
      }
    }
    return new StratumCut.ByQuantile(
        source, QuantileCuts.of(numbers.toArray(), bins.getBinCount()), bins.getBinCount());
  }

  private Numbers numbersOf(long projectId, int itemCount, StratumCut.Source attribute) {
    Numbers numbers = new Numbers(itemCount);
    return store.read(
        tables -> {
          tables
              .items()
              .scan(
                  projectId,
                  item -> numbers.add(attribute.value(item.attributes(), item.ordinal(), null)));
          return numbers;
        });
  }

  /** Collects numbers; leaves out what is none. */
  private static final class Numbers {
    private double[] values;
    private int count;

    Numbers(int expected) {
      values = new double[Math.max(16, expected)];
    }

    void add(double value) {
      if (Double.isNaN(value)) {
        return;
      }
      if (count == values.length) {
        values = Arrays.copyOf(values, count + (count >> 1));
      }
      values[count++] = value;
    }

    double[] toArray() {
      return Arrays.copyOf(values, count);
    }
  }
}
