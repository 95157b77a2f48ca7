package dev.assay.server.store;

import dev.assay.v1.Slice;
import org.jspecify.annotations.Nullable;

/**
 * A drawn item with what serving it needs: of how it was drawn (see {@link WaveItemRow}), and of
 * the item.
 *
 * @param priceMicros the item's own price, or null
 * @param route the tags that the item requires; see {@link ItemRow}
 */
public record DrawnItemRow(
    long waveNumber,
    int position,
    int ordinal,
    double inclusionProbability,
    Slice slice,
    double sliceDraw,
    double utility,
    String itemId,
    @Nullable Long priceMicros,
    int route) {}
