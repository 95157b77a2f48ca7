package dev.assay.server.pool;

import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Violations;
import dev.assay.v1.RecordError;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What is wrong with the records of one chunk of a stream. */
final class ChunkErrors {
  private static final int MAX_ECHOED_ID_LENGTH = FieldRules.MAX_ITEM_ID_LENGTH;

  private final long firstRecord;
  private final BitSet bad = new BitSet();
  private final List<RecordError> reported = new ArrayList<>();
  private final Violations violations = new Violations();

  /**
   * @param firstRecord the index in the stream of the chunk's first record
   */
  ChunkErrors(long firstRecord) {
    this.firstRecord = firstRecord;
  }

  /**
   * Adds what is wrong with a record.
   *
   * @param row the record's place in the chunk
   * @param itemId what it is about
   * @param field the offending field of the record
   * @param path the same as a path of the request message
   */
  void add(int row, String itemId, String field, String path, String description) {
    long record = firstRecord + row;
    violations.add(path, description + " (record " + record + " of the stream)");
    if (!bad.get(row) && reported.size() < StreamErrors.MAX_REPORTED) {
      reported.add(
          RecordError.newBuilder()
              .setRecordIndex(record)
              .setItemId(abbreviate(itemId))
              .setField(field)
              .setDescription(description)
              .build());
    }
    bad.set(row);
  }

  private static String abbreviate(String itemId) {
    return itemId.codePointCount(0, itemId.length()) <= MAX_ECHOED_ID_LENGTH
        ? itemId
        : itemId.substring(0, itemId.offsetByCodePoints(0, MAX_ECHOED_ID_LENGTH));
  }

  /** Whether anything is wrong with the record at that place of the chunk. */
  boolean isBad(int row) {
    return bad.get(row);
  }

  /** The number of records that something is wrong with. */
  int count() {
    return bad.cardinality();
  }

  /** The first of them, in their order; at most {@link StreamErrors#MAX_REPORTED}. */
  List<RecordError> reported() {
    return reported;
  }

  Violations violations() {
    return violations;
  }
}
