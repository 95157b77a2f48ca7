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

  private record Key(long projectId, long contentVersion, StrataDefinition definition) {}

  private final Store store;
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

  public PoolStrata(Store store) {
    this.store = store;
  }

  /** The partition of the project's pool by the project's definition. */
  Strata of(ProjectRow project, PoolSnapshot snapshot) {
    StrataDefinition definition = project.definition().getStrata();
    Key key = new Key(project.projectId(), snapshot.contentVersion(), definition);
    Strata strata = kept.getIfPresent(key);
    if (strata == null) {
      // Not computed under the cache's lock: it may read the store for long.
      strata = make(project, definition, snapshot);
      kept.put(key, strata);
    }
    return strata;
  }

  /**
   * The stratum of each item of the pool; null where there are more strata than are counted. Made
   * once for a state of items and scores, by one thread while others wait for it.
   */
  synchronized @Nullable StratumColumn column(ProjectRow project, PoolSnapshot snapshot) {
    StrataDefinition definition = project.definition().getStrata();
    Key key = new Key(project.projectId(), snapshot.contentVersion(), definition);
    Optional<StratumColumn> column = columns.getIfPresent(key);
    if (column == null) {
      Strata strata = of(project, snapshot);
      column =
          store.read(tables -> StratumColumn.of(tables, project.projectId(), strata, snapshot));
      columns.put(key, column);
    }
    return column.orElse(null);
  }

  private Strata make(ProjectRow project, StrataDefinition definition, PoolSnapshot snapshot) {
    LabelSchema schema = project.definition().getLabelSchema();
    List<StratumCut> cuts = new ArrayList<>();
    for (StratumDimension dimension : definition.getDimensionsList()) {
      cuts.add(
          switch (dimension.getCutCase()) {
            case ATTRIBUTE -> new StratumCut.ByAttribute(dimension.getAttribute());
            case PREDICTED_CLASS -> new StratumCut.ByPredictedClass(schema);
            case QUANTILE_BINS ->
                byQuantile(project.projectId(), dimension.getQuantileBins(), snapshot);
            case CUT_NOT_SET -> throw new IllegalStateException("a stratum dimension without cut");
          });
    }
    return new Strata(cuts);
  }

  private StratumCut byQuantile(
      long projectId, StratumDimension.QuantileBins bins, PoolSnapshot snapshot) {
    Numbers numbers = new Numbers(snapshot.itemCount());
    StratumCut.Source source;
    if (bins.hasAttribute()) {
      StratumCut.Source attribute = new StratumCut.NumericAttribute(bins.getAttribute());
      source = attribute;
      store.read(
          tables -> {
            tables
                .items()
                .scan(
                    projectId,
                    item -> numbers.add(attribute.value(item.attributes(), item.ordinal(), null)));
            return numbers;
          });
    } else {
      source = new StratumCut.Confidence();
      for (int ordinal = 0; ordinal < snapshot.itemCount(); ordinal++) {
        numbers.add(source.value(Map.of(), ordinal, snapshot.scores()));
      }
    }
    return new StratumCut.ByQuantile(
        source, QuantileCuts.of(numbers.toArray(), bins.getBinCount()), bins.getBinCount());
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
