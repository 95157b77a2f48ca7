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
 * @param serving whether the item was served before
 * @param check where a gold check stands; null for all other work
 */
record Pick(
    long priceMicros,
    TaskKind taskKind,
    Slice slice,
    DrawnItemRow drawn,
    @Nullable TaskRow task,
    Serving serving,
    @Nullable Check check) {

  /** What was served of an item before. */
  enum Serving {
    /** Nothing: the task is new. */
    FIRST,
    /** It was passed over, and nobody has had it yet. */
    AFTER_PASSING,
    /** An assignment, or it is no ordinary item. */
    FURTHER
  }

  /**
   * A gold check's place among the ordinary assignments.
   *
   * @param place the ordinary assignment that it stands before
   * @param from the check that waited and is taken up; null for a new one
   */
  record Check(GoldCheckRow.Place place, @Nullable GoldCheckRow from) {}

  boolean isFirstServing() {
    return serving == Serving.FIRST;
  }

  String itemId() {
    return drawn.itemId();
  }
}
