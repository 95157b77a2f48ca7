package dev.assay.server.pool;

import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Violations;
import dev.assay.server.routing.RouteBook;
import dev.assay.v1.Item;
import java.util.Map;

/** What an item to put must be like. Fields that only the server sets are not read. */
final class ItemRules {
  static final int MAX_ATTRIBUTES = 32;
  static final int MAX_ATTRIBUTE_VALUE_LENGTH = 200;
  static final int MAX_EMBEDDING_DIMENSION = 8_192;
  static final int MAX_REQUIRED_TAGS = 8;

  private ItemRules() {}

  /**
   * Reports each field that cannot be taken.
   *
   * @param dimension of the project's embeddings; 0 when there is none yet
   */
  static void check(Item item, int dimension, Violations violations) {
    FieldRules.itemId(item.getId(), "id", violations);
    if (item.hasPriceMicros()) {
      FieldRules.inRange(
          item.getPriceMicros(), 0, FieldRules.MAX_PRICE_MICROS, "price_micros", violations);
    }
    if (item.getAttributesCount() > 0) {
      checkAttributes(item.getAttributesMap(), violations);
    }
    FieldRules.tags(item.getRequiredTagsList(), MAX_REQUIRED_TAGS, "required_tags", violations);
    violations.require(
        item.getRequiredTagsCount() < 2 || !item.getRequiredTagsList().contains(RouteBook.ANY),
        "required_tags",
        "must have \"" + RouteBook.ANY + "\" alone or not at all");
    if (item.getEmbeddingCount() > 0) {
      checkEmbedding(item, dimension, violations);
    }
  }

  private static void checkAttributes(Map<String, String> attributes, Violations violations) {
    violations.require(
        attributes.size() <= MAX_ATTRIBUTES, "attributes", "must be at most " + MAX_ATTRIBUTES);
    attributes.forEach(
        (name, value) -> {
          Violations ofName = new Violations();
          FieldRules.text(name, 1, FieldRules.MAX_ATTRIBUTE_NAME_LENGTH, "name", ofName);
          if (ofName.isEmpty()) {
            FieldRules.text(
                value, 0, MAX_ATTRIBUTE_VALUE_LENGTH, "attributes[" + name + "]", violations);
          } else {
            violations.add(
                "attributes",
                "names must be 1 to "
                    + FieldRules.MAX_ATTRIBUTE_NAME_LENGTH
                    + " characters without control characters");
          }
        });
  }

  private static void checkEmbedding(Item item, int dimension, Violations violations) {
    int length = item.getEmbeddingCount();
    if (dimension != 0 && length != dimension) {
      violations.add(
          "embedding",
          "must be of dimension " + dimension + " as the project's others are, not " + length);
    } else if (length > MAX_EMBEDDING_DIMENSION) {
      violations.add("embedding", "must be of dimension 1 to " + MAX_EMBEDDING_DIMENSION);
    }
    for (int i = 0; i < length; i++) {
      if (!Float.isFinite(item.getEmbedding(i))) {
        violations.add("embedding[" + i + "]", "must be a finite number");
        return;
      }
    }
  }
}
