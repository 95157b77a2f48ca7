package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.AnnotatorTable;
import dev.assay.server.store.AssignmentRow;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Annotators by project and id. */
record MemoryAnnotatorTable(OpenBook book) implements AnnotatorTable {

  @Override
  public @Nullable AnnotatorRow find(long projectId, String annotatorId) {
    return book.get().annotators().get(new NamedKey(projectId, annotatorId));
  }

  @Override
  public void put(AnnotatorRow row) {
    Sheet.require(
        row.priceMicros() == null || Objects.requireNonNull(row.priceMicros()) >= 0,
        "a price is not negative");
    book.get().annotators().put(new NamedKey(row.projectId(), row.annotatorId()), row);
  }

  @Override
  public List<AnnotatorRow> list(long projectId, String afterId, int limit) {
    return book
        .get()
        .annotators()
        .between(new NamedKey(projectId, afterId), new NamedKey(projectId + 1, ""))
        .stream()
        .filter(row -> !row.annotatorId().equals(afterId))
        .limit(limit)
        .toList();
  }

  @Override
  public int workSince(AnnotatorRow annotator, long sinceMillis, int limit) {
    long projectId = annotator.projectId();
    String annotatorId = annotator.annotatorId();
    long labels =
        book.get().labels().between(Key.of(projectId, 0), Key.of(projectId + 1, 0)).stream()
            .filter(row -> row.annotatorId().equals(annotatorId))
            .filter(row -> row.createdMillis() >= sinceMillis)
            .limit(limit)
            .count();
    long open =
        book.get().assignments().all().stream()
            .filter(row -> row.projectId() == projectId)
            .filter(row -> row.annotatorId().equals(annotatorId))
            .filter(row -> row.state() == AssignmentRow.State.HELD)
            .limit(limit)
            .count();
    return Math.toIntExact(labels + open);
  }

  @Override
  public void reinstate(long projectId, String annotatorId, long atMillis) {
    TreeSet<Long> times = new TreeSet<>(reinstatements(projectId, annotatorId));
    times.add(atMillis);
    book.get().reinstatements().put(new NamedKey(projectId, annotatorId), List.copyOf(times));
  }

  @Override
  public List<Long> reinstatements(long projectId, String annotatorId) {
    List<Long> times = book.get().reinstatements().get(new NamedKey(projectId, annotatorId));
    return times == null ? List.of() : times;
  }
}
