package dev.assay.server.store.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.AssignmentTable;
import dev.assay.server.store.Tables;
import dev.assay.server.store.TaskRow;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leases while they are open, when they end, and after they were given back. */
public abstract class LeaseTablesContract extends StoreContract {
  private long project;

  protected LeaseTablesContract(StoreEngine engine) {
    super(engine);
  }

  /** Items 0 to 19; wave 1 drew 0 to 9. */
  @BeforeEach
  final void drawWave() {
    project = project("p");
    change(
        t -> {
          t.items().insert(project, SampleRows.items(0, 20));
          t.waves().insert(SampleRows.wave(project, 1, 10), SampleRows.waveItems(1, 0, 10));
        });
  }

  private <R> List<R> all(Function<Tables, List<R>> question) {
    return store().read(question::apply);
  }

  private TaskRow task(int ordinal) {
    return SampleRows.task(project, ordinal, 1, ordinal);
  }

  /** Leases the item; the assignment's number is returned. */
  private long serve(int ordinal, String annotator, long expireMillis) {
    return write(
        t ->
            SampleRows.insert(t, SampleRows.assignment(task(ordinal), annotator, expireMillis, 3)));
  }

  private AssignmentRow assignment(long id) {
    return store().read(t -> requireNonNull(t.assignments().find(id)));
  }

  @Test
  void waitingTasksAreFoundAndCountedByTheirRoutes() {
    change(
        t -> {
          t.tasks().insert(List.of(task(0), task(1), task(2), task(3)));
          for (int ordinal = 0; ordinal < 3; ordinal++) {
            t.tasks().update(waiting(task(ordinal), ordinal / 2));
          }
        });
    List<TaskRow> free = all(t -> t.tasks().wanted(project, "ann", 0, 10, 10));
    assertThat(free).extracting(TaskRow::ordinal).containsExactly(0, 1);
    List<TaskRow> other = all(t -> t.tasks().wanted(project, "ann", 1, 10, 10));
    assertThat(other).extracting(TaskRow::ordinal).containsExactly(2);
    assertThat(other).allMatch(TaskRow::passedOver);
    assertThat(count(t -> t.tasks().wantedCount(project, 0, 10))).isEqualTo(2);
    assertThat(count(t -> t.tasks().wantedCount(project, 0, 1))).isEqualTo(1);
    assertThat(count(t -> t.tasks().passedOverCount(project, 0, 10))).isEqualTo(2);
    assertThat(count(t -> t.tasks().passedOverCount(project, 1, 10))).isEqualTo(1);
    assertThat(count(t -> t.tasks().passedOverCount(project, 2, 10))).isZero();

    change(t -> t.tasks().update(other.get(0).on(2).with(0, 1, 0, null, 0, null)));
    assertThat(count(t -> t.tasks().wantedCount(project, 1, 10))).isZero();
    assertThat(count(t -> t.tasks().passedOverCount(project, 2, 10))).isZero();
  }

  /** The task as one that was passed over. */
  private static TaskRow waiting(TaskRow task, int route) {
    return new TaskRow(
        task.projectId(),
        task.ordinal(),
        task.waveNumber(),
        task.position(),
        task.slice(),
        0,
        0,
        1,
        null,
        0,
        null,
        route,
        true);
  }

  private int count(Function<Tables, Integer> question) {
    return store().read(question::apply);
  }

  @Test
  void openAssignmentsComeInTheOrderOfTheirEndsOfOneAnnotatorOrAll() {
    long first = serve(0, "ann", 300);
    long second = serve(1, "ben", 100);
    long third = serve(2, "ann", 100);
    long fourth = serve(3, "ann", 200);
    assertThat(open(null, AssignmentTable.After.NOTHING, 10))
        .containsExactly(second, third, fourth, first);
    assertThat(open(null, AssignmentTable.After.NOTHING, 2)).containsExactly(second, third);
    assertThat(open(null, new AssignmentTable.After(100, second), 10))
        .containsExactly(third, fourth, first);
    assertThat(open("ann", new AssignmentTable.After(100, third), 10))
        .containsExactly(fourth, first);
    change(t -> t.assignments().close(fourth, AssignmentRow.State.EXPIRED, 7));
    assertThat(open("ann", AssignmentTable.After.NOTHING, 10)).containsExactly(third, first);
    assertThat(open("cat", AssignmentTable.After.NOTHING, 10)).isEmpty();
    change(t -> t.assignments().transfer(third, "cat"));
    assertThat(open("cat", AssignmentTable.After.NOTHING, 10)).containsExactly(third);
    long grantedMillis = assignment(third).createdMillis();
    assertThat(
            all(
                t ->
                    t.assignments()
                        .open(project, null, grantedMillis, AssignmentTable.After.NOTHING, 10)))
        .as("not those that were granted later")
        .extracting(AssignmentRow::assignmentId)
        .containsExactly(second, third);
  }

  private List<Long> open(@Nullable String annotatorId, AssignmentTable.After after, int limit) {
    return store()
        .read(
            t ->
                t.assignments().open(project, annotatorId, Long.MAX_VALUE, after, limit).stream()
                    .map(AssignmentRow::assignmentId)
                    .toList());
  }

  @Test
  void whatWasGivenBackIsListedUntilItIsAsIfExpired() {
    long anns = serve(0, "ann", 300);
    long bens = serve(1, "ben", 300);
    long more = serve(2, "ann", 300);
    serve(3, "ann", 300);
    change(
        t ->
            List.of(bens, anns, more)
                .forEach(id -> t.assignments().close(id, AssignmentRow.State.RETURNED, 7)));
    assertThat(returned(null, 10)).containsExactly(anns, more, bens);
    assertThat(returned(null, 2)).containsExactly(anns, more);
    assertThat(returned("ben", 10)).containsExactly(bens);
    change(t -> t.assignments().close(anns, AssignmentRow.State.EXPIRED, 8));
    assertThat(returned("ann", 10)).containsExactly(more);
    assertThat(assignment(anns).state()).isEqualTo(AssignmentRow.State.EXPIRED);
    assertThat(assignment(anns).closedSequence()).isEqualTo(8);
  }

  private List<Long> returned(@Nullable String annotatorId, int limit) {
    return store()
        .read(
            t ->
                t.assignments().returned(project, annotatorId, limit).stream()
                    .map(AssignmentRow::assignmentId)
                    .toList());
  }

  @Test
  void heldAssignmentsFallDueAtTheirExpiry() {
    long first = serve(0, "ann", 300);
    long second = serve(1, "ann", 100);
    long third = serve(2, "ann", 200);
    serve(3, "ann", 201);
    assertThat(nextExpiry()).isEqualTo(100);
    assertThat(due(200, 10)).containsExactly(second, third);
    assertThat(due(99, 10)).isEmpty();
    assertThat(due(1000, 1)).containsExactly(second);
    change(t -> t.assignments().close(second, AssignmentRow.State.LABELED, 7));
    assertThat(due(200, 10)).containsExactly(third);
    assertThat(assignment(second).state()).isEqualTo(AssignmentRow.State.LABELED);
    assertThat(assignment(second).closedSequence()).isEqualTo(7);
    assertThat(assignment(first).state()).isEqualTo(AssignmentRow.State.HELD);
    assertThat(nextExpiry()).isEqualTo(200);
  }

  private @Nullable Long nextExpiry() {
    return store().<List<Long>>read(t -> listOf(t.assignments().nextExpiryMillis(project))).stream()
        .findFirst()
        .orElse(null);
  }

  private static List<Long> listOf(@Nullable Long value) {
    return value == null ? List.of() : List.of(value);
  }

  private List<Long> due(long nowMillis, int limit) {
    return store()
        .read(
            t ->
                t.assignments().due(project, nowMillis, limit).stream()
                    .map(AssignmentRow::assignmentId)
                    .toList());
  }

  @Test
  void projectsWithDueAssignmentsAreNamed() {
    assertThat(nextExpiry()).isNull();
    serve(0, "ann", 500);
    long other = project("q");
    change(
        t ->
            t.assignments()
                .insert(
                    List.of(
                        SampleRows.assignment(SampleRows.task(other, 0, 1, 0), "ann", 100, 1))));
    assertThat(all(t -> t.assignments().projectsWithDue(99, 10))).isEmpty();
    assertThat(all(t -> t.assignments().projectsWithDue(100, 10))).containsExactly(other);
    assertThat(all(t -> t.assignments().projectsWithDue(500, 10)))
        .containsExactlyInAnyOrder(project, other);
    assertThat(all(t -> t.assignments().projectsWithDue(500, 1))).hasSize(1);
  }
}
