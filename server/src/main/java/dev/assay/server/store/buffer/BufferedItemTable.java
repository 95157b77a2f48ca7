package dev.assay.server.store.buffer;

import dev.assay.server.store.ItemRow;
import dev.assay.server.store.ItemTable;
import dev.assay.server.store.RouteRow;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Items, of which some are read ahead with what was drawn, and the few routes of a project. */
final class BufferedItemTable implements ItemTable {
  private final ItemTable table;
  private final DrawnAhead ahead;
  private final KeptRows<Long, List<RouteRow>> routes;

  BufferedItemTable(ItemTable table, Buffer buffer, DrawnAhead ahead) {
    this.table = table;
    this.ahead = ahead;
    this.routes = buffer.facts(Buffer.MAX_PROJECTS);
  }

  @Override
  public @Nullable ItemRow find(long projectId, String itemId) {
    return table.find(projectId, itemId);
  }

  @Override
  public @Nullable ItemRow find(long projectId, int ordinal) {
    return table.find(projectId, ordinal);
  }

  @Override
  public Map<String, ItemRow> findAll(long projectId, Collection<String> itemIds) {
    return table.findAll(projectId, itemIds);
  }

  @Override
  public List<ItemRow> list(long projectId, int afterOrdinal, int limit) {
    return table.list(projectId, afterOrdinal, limit);
  }

  @Override
  public void scan(long projectId, Consumer<ItemRow> consumer) {
    table.scan(projectId, consumer);
  }

  @Override
  public void insert(long projectId, List<ItemRow> rows) {
    table.insert(projectId, rows);
  }

  @Override
  public void update(long projectId, List<ItemRow> rows) {
    ahead.forget(projectId); // for their prices and routes
    table.update(projectId, rows);
  }

  @Override
  public List<RouteRow> routes(long projectId) {
    List<RouteRow> rows = routes.held(projectId);
    if (rows == null) {
      rows = List.copyOf(table.routes(projectId));
      routes.hold(projectId, rows);
    }
    return rows;
  }

  @Override
  public void putRoute(long projectId, RouteRow route) {
    table.putRoute(projectId, route);
    routes.forget(projectId);
  }

  @Override
  public float @Nullable [] embedding(long projectId, int ordinal) {
    return table.embedding(projectId, ordinal);
  }

  @Override
  public void putEmbedding(long projectId, int ordinal, long version, float[] vector) {
    table.putEmbedding(projectId, ordinal, version, vector);
  }

  @Override
  public void dropEmbeddings(long projectId, int ordinal, long afterVersion) {
    table.dropEmbeddings(projectId, ordinal, afterVersion);
  }

  @Override
  public void scanEmbeddings(
      long projectId, long version, int fromOrdinal, EmbeddingConsumer consumer) {
    table.scanEmbeddings(projectId, version, fromOrdinal, consumer);
  }
}
