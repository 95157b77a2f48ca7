package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.ItemRow;
import dev.assay.server.store.ItemTable;
import dev.assay.server.store.RouteRow;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Items by project and ordinal. */
record MemoryItemTable(OpenBook book) implements ItemTable {

  private Collection<ItemRow> ofProject(long projectId) {
    return book.get().items().between(Key.of(projectId, 0), Key.of(projectId + 1, 0));
  }

  @Override
  public @Nullable ItemRow find(long projectId, String itemId) {
    return ofProject(projectId).stream()
        .filter(row -> row.itemId().equals(itemId))
        .findFirst()
        .orElse(null);
  }

  @Override
  public @Nullable ItemRow find(long projectId, int ordinal) {
    return book.get().items().get(Key.of(projectId, ordinal));
  }

  @Override
  public Map<String, ItemRow> findAll(long projectId, Collection<String> itemIds) {
    Map<String, ItemRow> found = new HashMap<>();
    for (String itemId : itemIds) {
      ItemRow row = find(projectId, itemId);
      if (row != null) {
        found.put(itemId, row);
      }
    }
    return found;
  }

  @Override
  public List<ItemRow> list(long projectId, int afterOrdinal, int limit) {
    return ofProject(projectId).stream()
        .filter(row -> row.ordinal() > afterOrdinal)
        .limit(limit)
        .toList();
  }

  @Override
  public void scan(long projectId, Consumer<ItemRow> consumer) {
    ofProject(projectId).forEach(consumer);
  }

  @Override
  public void insert(long projectId, List<ItemRow> rows) {
    for (ItemRow row : rows) {
      Sheet.require(find(projectId, row.itemId()) == null, "an id stands once in a project");
      requirePrice(row);
      book.get().items().insert(Key.of(projectId, row.ordinal()), row);
    }
  }

  @Override
  public void update(long projectId, List<ItemRow> rows) {
    for (ItemRow row : rows) {
      requirePrice(row);
      Key key = Key.of(projectId, row.ordinal());
      ItemRow before = book.get().items().get(key);
      if (before == null) {
        throw new IllegalStateException("0 rows instead of one: " + key);
      }
      book.get()
          .items()
          .update(
              key,
              new ItemRow(
                  row.ordinal(),
                  before.itemId(),
                  row.priceMicros(),
                  row.attributes(),
                  row.route(),
                  before.createdMillis()));
    }
  }

  /** Whether a row's item is on one of the routes, a bit for each. */
  boolean isOn(long routes, long projectId, int ordinal) {
    return (routes >> Objects.requireNonNull(find(projectId, ordinal)).route() & 1) == 1;
  }

  @Override
  public List<RouteRow> routes(long projectId) {
    return List.copyOf(book.get().routes().between(Key.of(projectId, 0), Key.of(projectId + 1, 0)));
  }

  @Override
  public void putRoute(long projectId, RouteRow route) {
    Sheet.require(route.itemCount() >= 0, "no route has less than 0 items");
    Sheet.require(route.annotatorCount() >= 0, "no route has less than 0 annotators");
    Key key = Key.of(projectId, route.route());
    if (book.get().routes().get(key) == null) {
      book.get().routes().insert(key, route);
    } else {
      book.get().routes().update(key, route);
    }
  }

  private static void requirePrice(ItemRow row) {
    Sheet.require(
        row.priceMicros() == null || Objects.requireNonNull(row.priceMicros()) >= 0,
        "a price is not negative");
  }

  @Override
  public float @Nullable [] embedding(long projectId, int ordinal) {
    return embedding(projectId, ordinal, Long.MAX_VALUE);
  }

  private float @Nullable [] embedding(long projectId, int ordinal, long beforeVersion) {
    float[] latest = null;
    for (float[] vector :
        book.get()
            .embeddings()
            .between(Key.of(projectId, ordinal), Key.of(projectId, ordinal, beforeVersion))) {
      latest = vector;
    }
    return latest == null ? null : latest.clone();
  }

  @Override
  public void putEmbedding(long projectId, int ordinal, long version, float[] vector) {
    book.get().embeddings().insert(Key.of(projectId, ordinal, version), vector.clone());
  }

  @Override
  public void dropEmbeddings(long projectId, int ordinal, long afterVersion) {
    book.get()
        .embeddings()
        .remove(Key.of(projectId, ordinal, afterVersion + 1), Key.of(projectId, ordinal + 1));
  }

  @Override
  public void scanEmbeddings(
      long projectId, long version, int fromOrdinal, EmbeddingConsumer consumer) {
    for (ItemRow row : list(projectId, fromOrdinal - 1, Integer.MAX_VALUE)) {
      float[] vector = embedding(projectId, row.ordinal(), version + 1);
      if (vector != null) {
        consumer.accept(row.ordinal(), vector);
      }
    }
  }
}
