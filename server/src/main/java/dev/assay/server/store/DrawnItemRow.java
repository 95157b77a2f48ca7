package dev.assay.server.store;

import org.jspecify.annotations.Nullable;

/**
 * A drawn item with what serving it needs of the item.
 *
 * @param priceMicros the item's own price, or null
 */
public record DrawnItemRow(WaveItemRow drawn, String itemId, @Nullable Long priceMicros) {}
