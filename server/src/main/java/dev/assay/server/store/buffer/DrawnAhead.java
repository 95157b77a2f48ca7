package dev.assay.server.store.buffer;

import dev.assay.server.store.DrawnItemRow;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The drawn items that a project's next batches will get, read some at a time: what was drawn does
 * not change, and one row at a time costs thrice what it costs among others. Prices and ids of
 * items stand beside them, so a change of an item forgets them.
 */
final class DrawnAhead {
  /** Rows that are read where fewer are asked for. */
  static final int ROWS = 64;

  /** Per project: items of one wave at consecutive positions, the last of the wave or not. */
  private final KeptRows<Long, List<DrawnItemRow>> read;

  DrawnAhead(Buffer buffer) {
    this.read = buffer.facts(Buffer.MAX_PROJECTS);
  }

  /**
   * The items from a position on.
   *
   * @param limit the most to return; fewer come where the wave ends
   * @param reader reads so many from that position on
   */
  List<DrawnItemRow> next(
      long projectId,
      long waveNumber,
      int fromPosition,
      int limit,
      IntFunction<List<DrawnItemRow>> reader) {
    List<DrawnItemRow> rows = read.held(projectId);
    if (rows == null || !covers(rows, waveNumber, fromPosition, limit)) {
      rows = List.copyOf(reader.apply(Math.max(limit, ROWS)));
      if (rows.isEmpty()) {
        return rows;
      }
      read.hold(projectId, rows);
    }
    int first = fromPosition - rows.get(0).position();
    return rows.subList(first, Math.min(first + limit, rows.size()));
  }

  void forget(long projectId) {
    read.forget(projectId);
  }

  private static boolean covers(
      List<DrawnItemRow> rows, long waveNumber, int fromPosition, int limit) {
    DrawnItemRow first = rows.get(0);
    return first.waveNumber() == waveNumber
        && first.position() <= fromPosition
        && fromPosition + limit <= first.position() + rows.size();
  }
}
