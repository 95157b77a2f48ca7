package dev.assay.server.acquisition;

import dev.assay.server.store.TaskRow;
import dev.assay.server.store.WaveItemRow;
import dev.assay.v1.Slice;
import dev.assay.v1.TaskKind;
import org.jspecify.annotations.Nullable;

/**
 * One item of a batch that is being mixed.
 *
 * @param drawn how its wave drew it
 * @param task the task as it will be once the item is leased; null for a gold check, which has none
 * @param isFirstServing whether the task is new
 */
record Pick(
    String itemId,
    long priceMicros,
    TaskKind taskKind,
    Slice slice,
    WaveItemRow drawn,
    @Nullable TaskRow task,
    boolean isFirstServing) {}
