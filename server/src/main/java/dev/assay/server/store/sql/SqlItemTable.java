package dev.assay.server.store.sql;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.ItemTable;
import dev.assay.server.store.RouteRow;
import dev.assay.v1.Item;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tables {@code item}, {@code item_route} and {@code item_embedding}. */
final class SqlItemTable implements ItemTable {
  private static final String SELECT =
      "SELECT ordinal, item_id, price_micros, attributes, route, created_ms FROM item";

  /** Ids that one statement looks up; the last statement of many repeats its last id. */
  private static final int IDS_PER_LOOKUP = 50;

  private static final String SELECT_BY_IDS =
      SELECT
          + " WHERE project_id = ? AND item_id IN ("
          + String.join(", ", Collections.nCopies(IDS_PER_LOOKUP, "?"))
          + ")";

  private final Statements statements;

  SqlItemTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public @Nullable ItemRow find(long projectId, String itemId) {
    return statements
        .call(SELECT + " WHERE project_id = ? AND item_id = ?")
        .int64(projectId)
        .text(itemId)
        .first(SqlItemTable::read);
  }

  @Override
  public @Nullable ItemRow find(long projectId, int ordinal) {
    return statements
        .call(SELECT + " WHERE project_id = ? AND ordinal = ?")
        .int64(projectId)
        .int32(ordinal)
        .first(SqlItemTable::read);
  }

  @Override
  public Map<String, ItemRow> findAll(long projectId, Collection<String> itemIds) {
    Map<String, ItemRow> found = new HashMap<>();
    Iterator<String> ids = itemIds.iterator();
    String id = "";
    while (ids.hasNext()) {
      Call call = statements.call(SELECT_BY_IDS).int64(projectId);
      for (int i = 0; i < IDS_PER_LOOKUP; i++) {
        id = ids.hasNext() ? ids.next() : id;
        call.text(id);
      }
      call.each(
          row -> {
            ItemRow item = read(row);
            found.put(item.itemId(), item);
          });
    }
    return found;
  }

  @Override
  public List<ItemRow> list(long projectId, int afterOrdinal, int limit) {
    return statements
        .call(SELECT + " WHERE project_id = ? AND ordinal > ? ORDER BY ordinal LIMIT ?")
        .int64(projectId)
        .int32(afterOrdinal)
        .int32(limit)
        .list(SqlItemTable::read);
  }

  @Override
  public void scan(long projectId, Consumer<ItemRow> consumer) {
    statements
        .call(SELECT + " WHERE project_id = ? ORDER BY ordinal")
        .int64(projectId)
        .each(row -> consumer.accept(read(row)));
  }

  @Override
  public void insert(long projectId, List<ItemRow> rows) {
    Call call =
        statements.call(
            "INSERT INTO item (project_id, ordinal, item_id, price_micros, attributes, route,"
                + " created_ms) VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (ItemRow row : rows) {
      call.int64(projectId)
          .int32(row.ordinal())
          .text(row.itemId())
          .int64(row.priceMicros())
          .bytes(attributeBytes(row.attributes()))
          .int32(row.route())
          .int64(row.createdMillis())
          .endRow();
    }
    call.updateRows();
  }

  @Override
  public void update(long projectId, List<ItemRow> rows) {
    Call call =
        statements.call(
            "UPDATE item SET price_micros = ?, attributes = ?, route = ?"
                + " WHERE project_id = ? AND ordinal = ?");
    for (ItemRow row : rows) {
      call.int64(row.priceMicros())
          .bytes(attributeBytes(row.attributes()))
          .int32(row.route())
          .int64(projectId)
          .int32(row.ordinal())
          .endRow();
    }
    call.updateRows();
  }

  @Override
  public List<RouteRow> routes(long projectId) {
    return statements
        .call(
            "SELECT route, tags, item_count, annotator_count FROM item_route WHERE project_id = ?"
                + " ORDER BY route")
        .int64(projectId)
        .list(
            row ->
                new RouteRow(
                    row.int32(), List.of(row.text().split(",", -1)), row.int32(), row.int32()));
  }

  @Override
  public void putRoute(long projectId, RouteRow route) {
    statements
        .call(
            "INSERT INTO item_route (project_id, route, tags, item_count, annotator_count)"
                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (project_id, route) DO UPDATE SET"
                + " item_count = excluded.item_count, annotator_count = excluded.annotator_count")
        .int64(projectId)
        .int32(route.route())
        .text(String.join(",", route.tags()))
        .int32(route.itemCount())
        .int32(route.annotatorCount())
        .updateOne();
  }

  @Override
  public float @Nullable [] embedding(long projectId, int ordinal) {
    return statements
        .call(
            "SELECT vector FROM item_embedding WHERE project_id = ? AND ordinal = ?"
                + " ORDER BY version DESC LIMIT 1")
        .int64(projectId)
        .int32(ordinal)
        .first(row -> LittleEndian.toFloats(row.bytes()));
  }

  @Override
  public void dropEmbeddings(long projectId, int ordinal, long afterVersion) {
    statements
        .call("DELETE FROM item_embedding WHERE project_id = ? AND ordinal = ? AND version > ?")
        .int64(projectId)
        .int32(ordinal)
        .int64(afterVersion)
        .update();
  }

  @Override
  public void scanEmbeddings(
      long projectId, long version, int fromOrdinal, EmbeddingConsumer consumer) {
    statements
        .call(
            "SELECT ordinal, vector FROM item_embedding e WHERE project_id = ? AND ordinal >= ?"
                + " AND version = (SELECT max(version) FROM item_embedding"
                + " WHERE project_id = e.project_id AND ordinal = e.ordinal AND version <= ?)"
                + " ORDER BY ordinal")
        .int64(projectId)
        .int32(fromOrdinal)
        .int64(version)
        .each(row -> consumer.accept(row.int32(), LittleEndian.toFloats(row.bytes())));
  }

  @Override
  public void putEmbedding(long projectId, int ordinal, long version, float[] vector) {
    statements
        .call(
            "INSERT INTO item_embedding (project_id, ordinal, version, vector)"
                + " VALUES (?, ?, ?, ?)")
        .int64(projectId)
        .int32(ordinal)
        .int64(version)
        .bytes(LittleEndian.ofFloats(vector))
        .updateOne();
  }

  private static byte @Nullable [] attributeBytes(Map<String, String> attributes) {
    return attributes.isEmpty()
        ? null
        : Item.newBuilder().putAllAttributes(attributes).build().toByteArray();
  }

  private static ItemRow read(Row row) {
    return new ItemRow(
        row.int32(),
        row.text(),
        row.int64OrNull(),
        attributes(row.bytesOrNull()),
        row.int32(),
        row.int64());
  }

  private static Map<String, String> attributes(byte @Nullable [] bytes) {
    try {
      return bytes == null ? Map.of() : Item.parseFrom(bytes).getAttributesMap();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("an item's stored attributes cannot be read", e);
    }
  }
}
