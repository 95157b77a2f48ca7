package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.LineRow;
import dev.assay.server.store.LineTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Balances of lines by line, period and annotator. */
record MemoryLineTable(OpenBook book, Guard guard) implements LineTable {

  @Override
  public @Nullable LineRow find(long projectId, String line, int periodDay, String annotatorId) {
    return book.get().lines().get(new LineKey(projectId, line, periodDay, annotatorId));
  }

  @Override
  public void put(LineRow row) {
    guard.change(
        row,
        () -> {
          Sheet.require(!row.spent().isNegative(), "nothing of a line is negative");
          within(row.ceilingMicros(), row.spent().committedMicros());
          within(row.labelCeiling(), row.spent().committedCount());
          book.get().lines().put(key(row), row);
        });
  }

  private static void within(@Nullable Long cap, long committed) {
    Sheet.require(cap == null || (cap >= 0 && committed <= cap), "never over the line");
  }

  private static LineKey key(LineRow row) {
    return new LineKey(row.projectId(), row.line(), row.periodDay(), row.annotatorId());
  }

  @Override
  public List<LineRow> list(
      long projectId, String line, int afterPeriodDay, String afterAnnotatorId, int limit) {
    LineKey after = new LineKey(projectId, line, afterPeriodDay, afterAnnotatorId);
    return ofProject(projectId).stream()
        .filter(row -> row.line().equals(line) && key(row).compareTo(after) > 0)
        .limit(limit)
        .toList();
  }

  @Override
  public void clear(long projectId) {
    ofProject(projectId).forEach(row -> book.get().lines().remove(key(row)));
  }

  @Override
  public int count(long projectId) {
    return ofProject(projectId).size();
  }

  private List<LineRow> ofProject(long projectId) {
    return List.copyOf(
        book.get()
            .lines()
            .between(
                new LineKey(projectId, "", Integer.MIN_VALUE, ""),
                new LineKey(projectId + 1, "", Integer.MIN_VALUE, "")));
  }
}
