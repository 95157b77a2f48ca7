package dev.assay.server.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The pool's items, the tags that they require, and their embeddings. */
public interface ItemTable {
  @Nullable ItemRow find(long projectId, String itemId);

  @Nullable ItemRow find(long projectId, int ordinal);

  /** Those of the ids that exist, by id. */
  Map<String, ItemRow> findAll(long projectId, Collection<String> itemIds);

  /**
   * Up to {@code limit} rows with ordinals after {@code afterOrdinal} (-1: from the start), in
   * their order.
   */
  List<ItemRow> list(long projectId, int afterOrdinal, int limit);

  /** Gives every row to the consumer in the order of the ordinals, without holding them. */
  void scan(long projectId, Consumer<ItemRow> consumer);

  void insert(long projectId, List<ItemRow> rows);

  /** Replaces price, attributes and route. */
  void update(long projectId, List<ItemRow> rows);

  /**
   * The sets of tags that items of the project have required so far, in the order of their numbers.
   */
  List<RouteRow> routes(long projectId);

  /** Inserts the route, or replaces the counts of the one of that number. */
  void putRoute(long projectId, RouteRow route);

  /** The latest embedding, or null. */
  float @Nullable [] embedding(long projectId, int ordinal);

  /** Adds the item's embedding from a version on, which is greater than those that it has. */
  void putEmbedding(long projectId, int ordinal, long version, float[] vector);

  /** Drops the item's embeddings of versions after that one. */
  void dropEmbeddings(long projectId, int ordinal, long afterVersion);

  /**
   * Gives the consumer the embeddings as of a version, of the items from an ordinal on that have
   * one, in the order of their ordinals and without holding them.
   */
  void scanEmbeddings(long projectId, long version, int fromOrdinal, EmbeddingConsumer consumer);

  /** Takes one embedding. */
  @FunctionalInterface
  interface EmbeddingConsumer {
    void accept(int ordinal, float[] vector);
  }
}
