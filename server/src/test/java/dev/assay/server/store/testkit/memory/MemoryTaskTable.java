package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.SettledDraw;
import dev.assay.server.store.SettledRow;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.TaskTable;
import dev.assay.server.store.WaveItemRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tasks by their place: project, wave and position. */
record MemoryTaskTable(OpenBook book) implements TaskTable {

  private Stream<TaskRow> ofProject(long projectId) {
    return book.get().tasks().between(Key.of(projectId, 0), Key.of(projectId + 1, 0)).stream();
  }

  private static Key place(TaskRow row) {
    return Key.of(row.projectId(), row.waveNumber(), row.position());
  }

  @Override
  public @Nullable TaskRow find(long projectId, int ordinal) {
    return ofProject(projectId).filter(row -> row.ordinal() == ordinal).findFirst().orElse(null);
  }

  @Override
  public void insert(List<TaskRow> rows) {
    for (TaskRow row : rows) {
      check(row);
      book.get().tasks().insert(place(row), row);
    }
  }

  @Override
  public void update(TaskRow row) {
    check(row);
    book.get().tasks().update(place(row), row);
  }

  private void check(TaskRow row) {
    Sheet.require(row.openCount() >= 0, "no task has less than 0 open assignments");
    Sheet.require(row.wantedCount() >= 0, "no task wants less than 0 votes");
    Sheet.require(
        row.settledSequence() == null
            || ofProject(row.projectId())
                .filter(other -> !place(other).equals(place(row)))
                .noneMatch(other -> row.settledSequence().equals(other.settledSequence())),
        "a settled sequence is given once");
  }

  @Override
  public List<TaskRow> wanted(
      long projectId, String annotatorId, int route, int limit, int scanLimit) {
    return ofProject(projectId)
        .filter(row -> row.route() == route && row.wantedCount() > 0)
        .limit(scanLimit)
        .filter(row -> !hasHad(annotatorId, row))
        .filter(row -> !new Shown(book.get(), projectId, annotatorId).asGold(row.ordinal()))
        .limit(limit)
        .toList();
  }

  @Override
  public int wantedCount(long projectId, int route, int limit) {
    return (int)
        ofProject(projectId)
            .filter(row -> row.route() == route && row.wantedCount() > 0)
            .limit(limit)
            .count();
  }

  @Override
  public int passedOverCount(long projectId, int route, int limit) {
    return (int)
        ofProject(projectId)
            .filter(row -> row.route() == route && row.passedOver())
            .limit(limit)
            .count();
  }

  @Override
  public boolean isAnyWanted(long projectId) {
    return ofProject(projectId).anyMatch(row -> row.wantedCount() > 0);
  }

  /**
   * Whether the annotator holds, has answered or has returned it; an expired lease is forgotten.
   */
  private boolean hasHad(String annotatorId, TaskRow task) {
    return book.get().assignments().all().stream()
        .filter(
            lease ->
                lease.projectId() == task.projectId()
                    && lease.waveNumber() == task.waveNumber()
                    && lease.position() == task.position()
                    && lease.annotatorId().equals(annotatorId))
        .anyMatch(
            lease ->
                lease.state() != AssignmentRow.State.EXPIRED
                    || book.get().labels().all().stream()
                        .anyMatch(label -> label.assignmentId() == lease.assignmentId()));
  }

  @Override
  public List<SettledRow> settled(long projectId, int afterSequence, int limit) {
    return ofProject(projectId)
        .filter(row -> sequence(row) > afterSequence)
        .sorted(Comparator.comparingInt(MemoryTaskTable::sequence))
        .limit(limit)
        .map(this::settled)
        .toList();
  }

  @Override
  public void scanSettled(long projectId, long fromWave, Consumer<SettledDraw> consumer) {
    List<TaskRow> rows = new ArrayList<>();
    ofProject(projectId)
        .filter(row -> row.waveNumber() >= fromWave && sequence(row) > 0)
        .forEach(rows::add);
    rows.stream()
        .map(this::settled)
        .forEach(
            row ->
                consumer.accept(
                    new SettledDraw(Objects.requireNonNull(row.task().verdict()), row.drawn())));
  }

  /** 0 where it is not settled. */
  private static int sequence(TaskRow row) {
    return row.settledSequence() == null ? 0 : Objects.requireNonNull(row.settledSequence());
  }

  private SettledRow settled(TaskRow row) {
    ItemRow item =
        Objects.requireNonNull(book.get().items().get(Key.of(row.projectId(), row.ordinal())));
    WaveItemRow drawn = Objects.requireNonNull(book.get().waveItems().get(place(row)));
    return new SettledRow(item.itemId(), row, drawn);
  }
}
