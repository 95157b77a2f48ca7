package dev.assay.server.pool;

import dev.assay.server.routing.RouteBook;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.ItemTable;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.Tables;
import dev.assay.server.store.TaskRow;
import dev.assay.v1.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What items to put change about the stored ones. */
final class ItemDifferences {
  private final long nowMillis;
  private final int firstOrdinal;
  private final List<ItemRow> created = new ArrayList<>();
  private final List<ItemRow> changed = new ArrayList<>();
  private final List<ItemRow> priced = new ArrayList<>();
  private final Map<Integer, float[]> embeddings = new LinkedHashMap<>();
  private final Map<Integer, Integer> rerouted = new LinkedHashMap<>();
  private final RouteBook routes;
  private boolean replacesEmbeddings;
  private int updatedCount;

  /**
   * @param firstOrdinal of the first new item
   * @param routes of the project
   */
  ItemDifferences(int firstOrdinal, long nowMillis, RouteBook routes) {
    this.routes = routes;
    this.firstOrdinal = firstOrdinal;
    this.nowMillis = nowMillis;
  }

  /** The item is new. */
  void create(Item item) {
    Long price = item.hasPriceMicros() ? (Long) item.getPriceMicros() : null;
    int ordinal = firstOrdinal + created.size();
    int route = routes.of(item.getRequiredTagsList());
    ItemRow row =
        new ItemRow(ordinal, item.getId(), price, item.getAttributesMap(), route, nowMillis);
    created.add(row);
    if (price != null) {
      priced.add(row);
    }
    if (item.getEmbeddingCount() > 0) {
      embeddings.put(ordinal, embeddingOf(item));
    }
  }

  /** The item is stored as the row: what the item does not give stays. */
  void compare(Item item, ItemRow row, ItemTable items, long projectId) {
    @Nullable Long price = item.hasPriceMicros() ? (Long) item.getPriceMicros() : row.priceMicros();
    Map<String, String> attributes =
        item.getAttributesCount() > 0 ? item.getAttributesMap() : row.attributes();
    int route =
        item.getRequiredTagsCount() > 0 ? routes.of(item.getRequiredTagsList()) : row.route();
    boolean priceChanged = !Objects.equals(price, row.priceMicros());
    boolean routeChanged = route != row.route();
    boolean rowChanged = priceChanged || routeChanged || !attributes.equals(row.attributes());
    if (rowChanged) {
      ItemRow next =
          new ItemRow(row.ordinal(), row.itemId(), price, attributes, route, row.createdMillis());
      changed.add(next);
      if (routeChanged) {
        rerouted.put(row.ordinal(), row.route());
      }
      if (priceChanged) {
        priced.add(next);
      }
    }
    boolean embeddingChanged = false;
    if (item.getEmbeddingCount() > 0) {
      float[] embedding = embeddingOf(item);
      embeddingChanged = !Arrays.equals(embedding, items.embedding(projectId, row.ordinal()));
      if (embeddingChanged) {
        embeddings.put(row.ordinal(), embedding);
        replacesEmbeddings = true;
      }
    }
    updatedCount += rowChanged || embeddingChanged ? 1 : 0;
  }

  private static float[] embeddingOf(Item item) {
    float[] embedding = new float[item.getEmbeddingCount()];
    for (int i = 0; i < embedding.length; i++) {
      embedding[i] = item.getEmbedding(i);
    }
    return embedding;
  }

  boolean isEmpty() {
    return created.isEmpty() && updatedCount == 0;
  }

  List<ItemRow> created() {
    return created;
  }

  int updatedCount() {
    return updatedCount;
  }

  void store(Tables tables, long projectId) {
    ItemTable items = tables.items();
    items.insert(projectId, created);
    items.update(projectId, changed);
    storeRoutes(tables, projectId);
    if (!embeddings.isEmpty()) {
      storeEmbeddings(tables, projectId);
    }
  }

  /** Counts the items of each route, and lets tasks go where their items do. */
  private void storeRoutes(Tables tables, long projectId) {
    Map<Integer, Integer> more = new TreeMap<>();
    created.forEach(row -> more.merge(row.route(), 1, Integer::sum));
    for (ItemRow row : changed) {
      Integer before = rerouted.get(row.ordinal());
      if (before != null) {
        more.merge(row.route(), 1, Integer::sum);
        more.merge(before, -1, Integer::sum);
        TaskRow task = tables.tasks().find(projectId, row.ordinal());
        if (task != null) {
          tables.tasks().update(task.on(row.route()));
        }
      }
    }
    more.forEach(routes::count);
  }

  /**
   * New items' embeddings belong to the version that there is: whoever reads it for the items that
   * it has seen finds it as it was. A change of other items' makes the next version. What it
   * replaces stays where a wave was planned from it.
   */
  private void storeEmbeddings(Tables tables, long projectId) {
    ProgressRow progress = tables.progress().get(projectId);
    long version =
        replacesEmbeddings || progress.embeddingVersion() == 0
            ? tables.progress().nextEmbeddingVersion(projectId)
            : progress.embeddingVersion();
    embeddings.forEach(
        (ordinal, vector) -> {
          if (ordinal < firstOrdinal) {
            tables.items().dropEmbeddings(projectId, ordinal, progress.plannedEmbeddingVersion());
          }
          tables.items().putEmbedding(projectId, ordinal, version, vector);
        });
  }

  /** The differences as the index must see them. */
  PoolChange toChange() {
    int[] ordinals = new int[priced.size()];
    long[] prices = new long[priced.size()];
    for (int i = 0; i < ordinals.length; i++) {
      Long price = priced.get(i).priceMicros();
      ordinals[i] = priced.get(i).ordinal();
      prices[i] = price == null ? PriceColumn.DEFAULT : price;
    }
    return new PoolChange.ItemsPut(
        created.stream().map(ItemRow::itemId).toList(), ordinals, prices);
  }
}
