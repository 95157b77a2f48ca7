package dev.assay.server.pool;

import dev.assay.v1.Item;
import java.util.ArrayList;
import java.util.List;

/** The items of a chunk in parts that the writer stores in some tens of milliseconds each. */
final class ItemParts {
  /** The most items of one part. */
  static final int MAX_ITEMS = 1_000;

  /** The most bytes of one part's embeddings, beyond its first item's. */
  static final long MAX_EMBEDDING_BYTES = 1 << 20;

  private final List<List<Item>> parts = new ArrayList<>();
  private int dimension;

  private ItemParts() {}

  static ItemParts of(List<Item> items) {
    ItemParts parts = new ItemParts();
    int start = 0;
    long embeddingBytes = 0;
    for (int i = 0; i < items.size(); i++) {
      int length = items.get(i).getEmbeddingCount();
      parts.dimension = Math.max(parts.dimension, length);
      long bytes = (long) Float.BYTES * length;
      if (i - start == MAX_ITEMS || (i > start && embeddingBytes + bytes > MAX_EMBEDDING_BYTES)) {
        parts.parts.add(items.subList(start, i));
        start = i;
        embeddingBytes = 0;
      }
      embeddingBytes += bytes;
    }
    if (start < items.size()) {
      parts.parts.add(items.subList(start, items.size()));
    }
    return parts;
  }

  int count() {
    return parts.size();
  }

  List<Item> part(int index) {
    return parts.get(index);
  }

  /** The one that all embeddings of the chunk have; 0 when there is none. */
  int dimension() {
    return dimension;
  }
}
