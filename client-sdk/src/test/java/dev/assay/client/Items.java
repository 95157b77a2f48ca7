package dev.assay.client;

import dev.assay.v1.Item;
import java.util.Collections;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Items to put. */
final class Items {
  private Items() {}

  static Item of(String id) {
    return Item.newBuilder().setId(id).build();
  }

  static Item embedded(String id, int dimension) {
    return Item.newBuilder().setId(id).addAllEmbedding(Collections.nCopies(dimension, 1f)).build();
  }

  static Stream<Item> numbered(int count) {
    return IntStream.range(0, count).mapToObj(i -> of("item-" + i));
  }
}
