package dev.assay.server.store.buffer;

import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.AssignmentTable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Assignments: the last number given out, and until when none is due. */
final class BufferedAssignmentTable implements AssignmentTable {
  /** The key of what there is one of. */
  private static final int ONLY = 0;

  private final AssignmentTable table;
  private final KeptRows<Integer, Long> last;

  /** A time before which no lease of the project ends; closing one leaves it true. */
  private final KeptRows<Long, Long> noneDueBefore;

  BufferedAssignmentTable(AssignmentTable table, Buffer buffer) {
    this.table = table;
    this.last = buffer.facts(1);
    this.noneDueBefore = buffer.facts(Buffer.MAX_PROJECTS);
  }

  @Override
  public @Nullable AssignmentRow find(long assignmentId) {
    return table.find(assignmentId);
  }

  @Override
  public long lastId() {
    return Objects.requireNonNull(last.find(ONLY, only -> table.lastId()));
  }

  @Override
  public void insert(List<AssignmentRow> rows) {
    table.insert(rows);
    for (AssignmentRow row : rows) {
      Long bound = noneDueBefore.held(row.projectId());
      if (bound != null && row.expireMillis() < bound) {
        noneDueBefore.hold(row.projectId(), row.expireMillis());
      }
      last.hold(ONLY, row.assignmentId());
    }
  }

  @Override
  public void close(long assignmentId, AssignmentRow.State state, long closedSequence) {
    table.close(assignmentId, state, closedSequence);
  }

  @Override
  public void putOff(long byMillis) {
    table.putOff(byMillis); // what is known of none being due stays true
  }

  @Override
  public void transfer(long assignmentId, String annotatorId) {
    table.transfer(assignmentId, annotatorId);
  }

  @Override
  public List<AssignmentRow> due(long projectId, long nowMillis, int limit) {
    Long bound = noneDueBefore.held(projectId);
    if (bound != null && nowMillis < bound) {
      return List.of();
    }
    List<AssignmentRow> due = table.due(projectId, nowMillis, limit);
    if (due.isEmpty()) {
      Long next = nextExpiryMillis(projectId);
      noneDueBefore.hold(projectId, next == null ? Long.MAX_VALUE : next);
    }
    return due;
  }

  @Override
  public List<Long> projectsWithDue(long nowMillis, int limit) {
    return table.projectsWithDue(nowMillis, limit);
  }

  @Override
  public @Nullable Long nextExpiryMillis(long projectId) {
    return table.nextExpiryMillis(projectId);
  }

  @Override
  public List<AssignmentRow> ofItem(long projectId, int ordinal) {
    return table.ofItem(projectId, ordinal);
  }

  @Override
  public List<AssignmentRow> open(
      long projectId, @Nullable String annotatorId, long grantedByMillis, After after, int limit) {
    return table.open(projectId, annotatorId, grantedByMillis, after, limit);
  }

  @Override
  public List<AssignmentRow> returned(long projectId, @Nullable String annotatorId, int limit) {
    return table.returned(projectId, annotatorId, limit);
  }
}
