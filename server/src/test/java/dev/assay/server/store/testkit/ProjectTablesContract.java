package dev.assay.server.store.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.ConstraintViolated;
import dev.assay.server.store.JournalCheckRow;
import dev.assay.server.store.JournalMove;
import dev.assay.server.store.JournalRow;
import dev.assay.server.store.LineRow;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.RequestRow;
import dev.assay.server.store.SpendRow;
import dev.assay.server.store.Spending;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.JournalEntry;
import dev.assay.v1.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Projects, their progress and budgets, requests and the audit log. */
public abstract class ProjectTablesContract extends StoreContract {
  protected ProjectTablesContract(StoreEngine engine) {
    super(engine);
  }

  @Test
  void aProjectIsFoundByItsName() {
    Project definition = Project.newBuilder().setName("projects/a").setUid("u").build();
    long id = write(t -> t.projects().insert("a", definition, 77));
    assertThat(store().<ProjectRow>read(t -> requireNonNull(t.projects().find("a"))))
        .isEqualTo(new ProjectRow(id, "a", false, 1, definition, 77, 77));
    assertThat(store().<ProjectRow>read(t -> t.projects().get(id)).name()).isEqualTo("a");
    assertThat(store().<Boolean>read(t -> t.projects().find("b") == null)).isTrue();
    assertThat(store().<ProgressRow>read(t -> t.progress().get(id)))
        .isEqualTo(new ProgressRow(id, 0, 0, 0, 0, 0, 0, 0, 0, null, 0, 0));
  }

  @Test
  void projectsAreListedByNameWithoutTheArchived() {
    List.of("b", "c", "a", "d").forEach(this::project);
    ProjectRow c = store().read(t -> requireNonNull(t.projects().find("c")));
    ProjectRow archived =
        new ProjectRow(
            c.projectId(),
            "c",
            true,
            2,
            c.definition().toBuilder().setState(Project.State.STATE_ARCHIVED).build(),
            c.createdMillis(),
            99);
    change(t -> t.projects().update(archived));
    assertThat(store().<ProjectRow>read(t -> requireNonNull(t.projects().find("c"))))
        .isEqualTo(archived);
    assertThat(names("", false, 10)).containsExactly("a", "b", "d");
    assertThat(names("", true, 10)).containsExactly("a", "b", "c", "d");
    assertThat(names("a", true, 2)).containsExactly("b", "c");
  }

  private List<String> names(String after, boolean includeArchived, int limit) {
    return store()
        .read(
            t ->
                t.projects().list(after, includeArchived, limit).stream()
                    .map(ProjectRow::name)
                    .toList());
  }

  @Test
  void aNameIsTakenOnce() {
    project("a");
    assertThatThrownBy(() -> project("a")).hasCauseInstanceOf(ConstraintViolated.class);
    assertThat(store().isHealthy()).isTrue();
    assertThat(project("b")).isPositive();
  }

  @Test
  void progressCountsInPlace() {
    long id = project("a");
    long other = project("b");
    change(
        t -> {
          assertThat(t.progress().nextPoolVersion(id)).isEqualTo(1);
          assertThat(t.progress().nextPoolVersion(id)).isEqualTo(2);
          assertThat(t.progress().nextAuditSequence(id)).isEqualTo(1);
          assertThat(t.progress().nextSettled(id)).isEqualTo(1);
          t.progress().addItems(id, 10);
          t.progress().addItems(id, 5);
          t.progress().addServed(id, 3);
          t.progress().setEmbeddingDimension(id, 8);
          assertThat(t.progress().nextEmbeddingVersion(id)).isEqualTo(1);
          t.progress().setPlannedEmbeddingVersion(id, 1);
          t.progress().setScoreSet(id, 4);
          t.progress().setLastWaveNumber(id, 6);
          assertThat(t.progress().get(id))
              .isEqualTo(new ProgressRow(id, 2, 15, 3, 1, 0, 8, 1, 1, 4L, 6, 1));
        });
    assertThat(store().<ProgressRow>read(t -> t.progress().get(other)))
        .isEqualTo(new ProgressRow(other, 0, 0, 0, 0, 0, 0, 0, 0, null, 0, 0));
    assertThatThrownBy(() -> store().read(t -> t.progress().get(99)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> write(t -> t.progress().nextPoolVersion(99)))
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void aBudgetIsReplacedAsAWhole() {
    long id = project("a");
    BudgetRow row = SampleRows.budget(id, 100, 60, 40);
    change(t -> t.budgets().update(row));
    assertThat(store().<BudgetRow>read(t -> t.budgets().get(id))).isEqualTo(row);
    assertThat(row.availableMicros()).isZero();
    assertThatThrownBy(() -> store().read(t -> t.budgets().get(99)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theJournalIsReadInItsOrder() {
    long id = project("a");
    long other = project("b");
    List<JournalRow> rows =
        LongStream.rangeClosed(1, 7).mapToObj(i -> SampleRows.entry(id, i, i * 10)).toList();
    change(
        t -> {
          t.budgets().append(rows.subList(0, 4));
          t.budgets().append(List.of());
          t.budgets().append(rows.subList(4, 7));
          t.budgets().append(List.of(SampleRows.entry(other, 1, 1)));
        });
    assertThat(store().<List<JournalRow>>read(t -> t.budgets().journal(id, 0, 100)))
        .isEqualTo(rows);
    assertThat(store().<List<JournalRow>>read(t -> t.budgets().journal(id, 2, 3)))
        .isEqualTo(rows.subList(2, 5));
  }

  @Test
  void theJournalIsScannedAsItIsRead() {
    long id = project("a");
    long other = project("b");
    JournalRow first = SampleRows.entry(id, 1, 10);
    JournalRow second = SampleRows.entry(id, 2, 30);
    JournalRow ofNone =
        new JournalRow(
            id,
            3,
            JournalEntry.Kind.KIND_CEILING,
            JournalEntry.Account.ACCOUNT_AVAILABLE,
            JournalEntry.Account.ACCOUNT_OWNER,
            5,
            second.after(),
            null,
            second.cause(),
            second.createdMillis());
    change(t -> t.budgets().append(List.of(first, second, ofNone, SampleRows.entry(other, 1, 1))));
    assertThat(moves(id, 0, 100)).containsExactly(move(first), move(second), move(ofNone));
    assertThat(moves(id, 1, 1)).containsExactly(move(second));
    assertThat(moves(id, 3, 1)).isEmpty();
  }

  private List<JournalMove> moves(long projectId, long afterSequence, int limit) {
    List<JournalMove> moves = new ArrayList<>();
    int count =
        store().read(t -> t.budgets().scanJournal(projectId, afterSequence, limit, moves::add));
    assertThat(count).isEqualTo(moves.size());
    return moves;
  }

  private static JournalMove move(JournalRow row) {
    return new JournalMove(
        row.sequence(),
        row.kind(),
        row.debit(),
        row.credit(),
        row.amountMicros(),
        row.ceilingMicros(),
        row.chargedMicros(),
        row.heldMicros(),
        row.subject() != null);
  }

  @Test
  void anAnswerIsRememberedByProjectAndRequest() {
    RequestRow row =
        new RequestRow(
            "a", "r-1", ByteString.copyFromUtf8("f"), true, ByteString.copyFromUtf8("no"), 55);
    change(t -> t.requests().insert(row));
    assertThat(store().<RequestRow>read(t -> requireNonNull(t.requests().find("a", "r-1"))))
        .isEqualTo(row);
    assertThat(store().<Boolean>read(t -> t.requests().find("a", "r-2") == null)).isTrue();
    assertThat(store().<Boolean>read(t -> t.requests().find("b", "r-1") == null)).isTrue();
    assertThatThrownBy(() -> change(t -> t.requests().insert(row)))
        .hasCauseInstanceOf(ConstraintViolated.class);
  }

  @Test
  void purgingRemovesTheOldestInSmallSteps() {
    change(
        t -> {
          for (int i = 0; i < 10; i++) {
            t.requests().insert(SampleRows.request("a", "r-" + i, 100 + i));
          }
        });
    assertThat(this.<Integer>write(t -> t.requests().purge(107, 4))).isEqualTo(4);
    assertThat(this.<Integer>write(t -> t.requests().purge(107, 4))).isEqualTo(3);
    assertThat(this.<Integer>write(t -> t.requests().purge(107, 4))).isZero();
    assertThat(store().<Boolean>read(t -> t.requests().find("a", "r-6") == null)).isTrue();
    assertThat(store().<Boolean>read(t -> t.requests().find("a", "r-7") == null)).isFalse();
  }

  @Test
  void theAuditLogIsReadInItsOrder() {
    long id = project("a");
    List<AuditEvent> events =
        LongStream.rangeClosed(1, 6).mapToObj(i -> SampleRows.event(i, 2)).toList();
    change(t -> events.forEach(event -> t.audit().append(id, event)));
    assertThat(store().<List<AuditEvent>>read(t -> t.audit().list(id, 0, 100))).isEqualTo(events);
    assertThat(store().<List<AuditEvent>>read(t -> t.audit().list(id, 3, 2)))
        .isEqualTo(events.subList(3, 5));
    assertThatThrownBy(() -> change(t -> t.audit().append(id, events.get(0))))
        .hasCauseInstanceOf(ConstraintViolated.class);
  }

  @Test
  void aLineIsReplacedAndListedByPeriodAndAnnotator() {
    long id = project("a");
    long other = project("b");
    List<LineRow> rows =
        List.of(
            SampleRows.line(id, "gold", 1, "x"),
            SampleRows.line(id, "gold", 2, ""),
            SampleRows.line(id, "gold", 2, "x"),
            SampleRows.line(id, "other", 0, ""));
    change(
        t -> {
          rows.forEach(t.lines()::put);
          t.lines().put(SampleRows.line(other, "gold", 2, "x"));
          assertThat(t.lines().count(id)).isEqualTo(4);
        });
    assertThat(store().<List<LineRow>>read(t -> t.lines().list(id, "gold", -1, "", 10)))
        .isEqualTo(rows.subList(0, 3));
    assertThat(store().<List<LineRow>>read(t -> t.lines().list(id, "gold", 1, "x", 1)))
        .isEqualTo(rows.subList(1, 2));
    LineRow moved = new LineRow(id, "gold", 2, "x", null, 8L, new Spending(7, 6, 5, 3, 2));
    change(t -> t.lines().put(moved));
    assertThat(store().<LineRow>read(t -> requireNonNull(t.lines().find(id, "gold", 2, "x"))))
        .isEqualTo(moved);
    change(t -> t.lines().clear(id));
    assertThat(store().<Boolean>read(t -> t.lines().find(id, "gold", 2, "x") == null)).isTrue();
    assertThat(store().<Integer>read(t -> t.lines().count(other))).isEqualTo(1);
  }

  @Test
  void spendingAddsUpByDaySliceAndAnnotator() {
    long id = project("a");
    long other = project("b");
    change(
        t -> {
          t.spend().add(SampleRows.spend(id, 2, "x"));
          t.spend().add(SampleRows.spend(id, 1, "x"));
          t.spend().add(SampleRows.spend(id, 2, "x"));
          t.spend().add(SampleRows.spend(other, 1, "x"));
        });
    List<SpendRow> found =
        store()
            .read(
                t -> {
                  List<SpendRow> rows = new ArrayList<>();
                  t.spend().scan(id, rows::add);
                  return rows;
                });
    SpendRow one = SampleRows.spend(id, 1, "x");
    assertThat(found)
        .containsExactly(
            one,
            new SpendRow(
                id,
                2,
                one.slice(),
                "x",
                2 * one.chargedMicros(),
                2 * one.fundedLabelCount(),
                2 * one.labelingMillis()));
  }

  @Test
  void howFarTheJournalWasAddedUpIsKept() {
    long id = project("a");
    assertThat(store().<Boolean>read(t -> t.budgets().check(id) == null)).isTrue();
    JournalCheckRow check = new JournalCheckRow(id, 1, 2, 3, 4, -5, 6, 7);
    change(t -> t.budgets().putCheck(JournalCheckRow.first(id)));
    change(t -> t.budgets().putCheck(check));
    assertThat(store().<JournalCheckRow>read(t -> requireNonNull(t.budgets().check(id))))
        .isEqualTo(check);
    long other = project("b");
    assertThat(store().<List<Long>>read(t -> t.budgets().projects(id, 10))).containsExactly(other);
    assertThat(store().<List<Long>>read(t -> t.budgets().projectsWithUnfunded(1)))
        .containsExactly(id);
  }
}
