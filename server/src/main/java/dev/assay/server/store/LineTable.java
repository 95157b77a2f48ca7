package dev.assay.server.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Balances of budget lines. */
public interface LineTable {
  @Nullable LineRow find(long projectId, String line, int periodDay, String annotatorId);

  /**
   * Inserts or replaces the balance. The engine refuses a row in which charges and holds exceed the
   * line's cap.
   */
  void put(LineRow row);

  /**
   * Up to {@code limit} balances of one line after the given period and annotator, in their order.
   */
  List<LineRow> list(
      long projectId, String line, int afterPeriodDay, String afterAnnotatorId, int limit);

  /** Removes the balances of every line of the project. */
  void clear(long projectId);

  /** The number of balances of the project, of lines that its plan has no more, too. */
  int count(long projectId);
}
