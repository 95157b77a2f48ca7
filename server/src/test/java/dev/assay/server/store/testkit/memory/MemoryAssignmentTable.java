package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.AssignmentTable;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Leases by number. */
record MemoryAssignmentTable(OpenBook book) implements AssignmentTable {

  private Stream<AssignmentRow> held(long projectId) {
    return book.get().assignments().all().stream()
        .filter(row -> row.projectId() == projectId && row.state() == AssignmentRow.State.HELD);
  }

  @Override
  public @Nullable AssignmentRow find(long assignmentId) {
    return book.get().assignments().get(assignmentId);
  }

  @Override
  public long lastId() {
    Long last = book.get().assignments().last();
    return last == null ? 0 : last;
  }

  @Override
  public void insert(List<AssignmentRow> rows) {
    for (AssignmentRow row : rows) {
      Sheet.require(row.priceMicros() >= 0, "a price is not negative");
      book.get().assignments().insert(row.assignmentId(), row);
    }
  }

  @Override
  public void close(long assignmentId, AssignmentRow.State state, long closedSequence) {
    AssignmentRow row = stored(assignmentId);
    if (row.state() == AssignmentRow.State.EXPIRED || row.state() == AssignmentRow.State.RETURNED) {
      book.get().expiries().put(assignmentId, Objects.requireNonNull(row.closedSequence()));
    }
    put(row, row.annotatorId(), row.lease().closed(state, closedSequence));
  }

  private AssignmentRow stored(long assignmentId) {
    AssignmentRow row = find(assignmentId);
    if (row == null) {
      throw new IllegalStateException("0 rows instead of one: assignment " + assignmentId);
    }
    return row;
  }

  @Override
  public void putOff(long byMillis) {
    for (AssignmentRow row : List.copyOf(book.get().assignments().all())) {
      if (row.state() == AssignmentRow.State.HELD) {
        AssignmentRow.Lease lease = row.lease();
        put(
            row,
            row.annotatorId(),
            AssignmentRow.Lease.held(
                lease.createdMillis(), lease.expireMillis() + byMillis, lease.grantedSequence()));
      }
    }
  }

  @Override
  public List<AssignmentRow> due(long projectId, long nowMillis, int limit) {
    return held(projectId)
        .filter(row -> row.expireMillis() <= nowMillis)
        .sorted(
            Comparator.comparingLong(AssignmentRow::expireMillis)
                .thenComparingLong(AssignmentRow::assignmentId))
        .limit(limit)
        .toList();
  }

  @Override
  public List<Long> projectsWithDue(long nowMillis, int limit) {
    return book.get().projects().all().stream()
        .map(project -> project.projectId())
        .filter(id -> !due(id, nowMillis, 1).isEmpty())
        .limit(limit)
        .toList();
  }

  @Override
  public @Nullable Long nextExpiryMillis(long projectId) {
    return held(projectId).map(AssignmentRow::expireMillis).min(Long::compare).orElse(null);
  }

  @Override
  public List<AssignmentRow> ofItem(long projectId, int ordinal) {
    return book.get().assignments().all().stream()
        .filter(row -> row.projectId() == projectId && row.ordinal() == ordinal)
        .toList();
  }

  @Override
  public void transfer(long assignmentId, String annotatorId) {
    AssignmentRow row = stored(assignmentId);
    put(row, annotatorId, row.lease());
  }

  private void put(AssignmentRow row, String annotatorId, AssignmentRow.Lease lease) {
    book.get()
        .assignments()
        .update(
            row.assignmentId(),
            new AssignmentRow(
                row.assignmentId(),
                row.projectId(),
                row.place(),
                annotatorId,
                row.taskKind(),
                row.slice(),
                row.priceMicros(),
                lease));
  }

  @Override
  public List<AssignmentRow> open(
      long projectId, @Nullable String annotatorId, long grantedByMillis, After after, int limit) {
    return held(projectId)
        .filter(row -> annotatorId == null || row.annotatorId().equals(annotatorId))
        .filter(row -> row.createdMillis() <= grantedByMillis)
        .filter(
            row ->
                row.expireMillis() > after.expireMillis()
                    || (row.expireMillis() == after.expireMillis()
                        && row.assignmentId() > after.assignmentId()))
        .sorted(
            Comparator.comparingLong(AssignmentRow::expireMillis)
                .thenComparingLong(AssignmentRow::assignmentId))
        .limit(limit)
        .toList();
  }

  @Override
  public List<AssignmentRow> returned(long projectId, @Nullable String annotatorId, int limit) {
    return book.get().assignments().all().stream()
        .filter(row -> row.projectId() == projectId)
        .filter(row -> row.state() == AssignmentRow.State.RETURNED)
        .filter(row -> annotatorId == null || row.annotatorId().equals(annotatorId))
        .sorted(
            Comparator.comparing(AssignmentRow::annotatorId)
                .thenComparingLong(AssignmentRow::assignmentId))
        .limit(limit)
        .toList();
  }
}
