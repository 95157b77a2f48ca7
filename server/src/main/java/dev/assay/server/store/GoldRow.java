package dev.assay.server.store;

import com.google.protobuf.ByteString;
import dev.assay.v1.GoldItem;

/** An item whose right answer is known; see the table's columns. */
public record GoldRow(
    long projectId,
    int ordinal,
    ByteString answerKey,
    GoldItem.Source source,
    boolean reserved,
    long afterWave,
    boolean retired,
    long place,
    int useCount,
    int checkedCount,
    int passedCount,
    long createdMillis) {

  /** The same item with that key from that source, in use or not. */
  public GoldRow with(ByteString newKey, GoldItem.Source newSource, boolean newRetired) {
    return new GoldRow(
        projectId,
        ordinal,
        newKey,
        newSource,
        reserved,
        afterWave,
        newRetired,
        place,
        useCount,
        checkedCount,
        passedCount,
        createdMillis);
  }
}
