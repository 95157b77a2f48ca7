package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.RequestRow;
import dev.assay.server.store.RequestTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Remembered answers, numbered from 1 in the order in which they were given. */
record MemoryRequestTable(OpenBook book) implements RequestTable {

  @Override
  public @Nullable RequestRow find(String project, String requestId) {
    return book.get().requests().all().stream()
        .filter(row -> row.project().equals(project) && row.requestId().equals(requestId))
        .findFirst()
        .orElse(null);
  }

  @Override
  public void insert(RequestRow row) {
    Sheet.require(find(row.project(), row.requestId()) == null, "an answer is remembered once");
    Long last = book.get().requests().last();
    book.get().requests().insert(last == null ? 1 : last + 1, row);
  }

  @Override
  public int purge(long beforeMillis, int limit) {
    List<RequestRow> oldest = book.get().requests().all().stream().limit(limit).toList();
    List<RequestRow> kept = new ArrayList<>(book.get().requests().all());
    List<RequestRow> old =
        oldest.stream().filter(row -> row.createdMillis() < beforeMillis).toList();
    kept.removeAll(old);
    Long key = book.get().requests().last();
    while (key != null) {
      book.get().requests().remove(key);
      key = book.get().requests().last();
    }
    for (int i = 0; i < kept.size(); i++) {
      book.get().requests().insert(i + 1L, kept.get(i));
    }
    return old.size();
  }
}
