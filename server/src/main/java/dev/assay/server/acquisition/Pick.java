package dev.assay.server.acquisition;

import dev.assay.server.store.DrawnItemRow;
import dev.assay.server.store.GoldCheckRow;
import dev.assay.server.store.TaskRow;
import dev.assay.v1.Slice;
import dev.assay.v1.TaskKind;
import org.jspecify.annotations.Nullable;

/**
 * One item of a batch that is being mixed.
 *
 * @param priceMicros what it costs
 * @param slice what it is charged to
 * @param drawn how its wave drew it
 * @param task the task as it will be once the item is leased; null for a gold check, which has none
 * @param isFirstServing whether the task is new
 * @param check where a gold check stands; null for all other work
 */
record Pick(
    long priceMicros,
    TaskKind taskKind,
    Slice slice,
    DrawnItemRow drawn,
    @Nullable TaskRow task,
    boolean isFirstServing,
    @Nullable Check check) {

  /**
   * A gold check's place among the ordinary assignments.
   *
   * @param place the ordinary assignment that it stands before
   * @param from the check that waited and is taken up; null for a new one
   */
  record Check(GoldCheckRow.Place place, @Nullable GoldCheckRow from) {}

  String itemId() {
    return drawn.itemId();
  }
}
