package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.GoldCheckRow;
import dev.assay.server.store.GoldRow;
import dev.assay.server.store.GoldTable;
import dev.assay.v1.TaskKind;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gold items by project and ordinal, checks by project, annotator and ordinal. */
record MemoryGoldTable(OpenBook book) implements GoldTable {

  private Collection<GoldRow> ofProject(long projectId) {
    return book.get().gold().between(Key.of(projectId, 0), Key.of(projectId + 1, 0));
  }

  private Stream<GoldRow> reserved(long projectId) {
    return ofProject(projectId).stream().filter(GoldRow::reserved);
  }

  @Override
  public @Nullable GoldRow find(long projectId, int ordinal) {
    return book.get().gold().get(Key.of(projectId, ordinal));
  }

  @Override
  public void put(GoldRow row) {
    book.get().gold().put(Key.of(row.projectId(), row.ordinal()), row);
  }

  @Override
  public int count(long projectId) {
    return ofProject(projectId).size();
  }

  @Override
  public List<GoldRow> list(long projectId, int afterOrdinal, int limit) {
    return ofProject(projectId).stream()
        .filter(row -> row.ordinal() > afterOrdinal)
        .limit(limit)
        .toList();
  }

  @Override
  public void scanReserved(long projectId, long beforeWave, IntConsumer ordinal) {
    reserved(projectId)
        .filter(row -> row.afterWave() < beforeWave)
        .forEach(row -> ordinal.accept(row.ordinal()));
  }

  @Override
  public int reservedCount(long projectId) {
    return Math.toIntExact(reserved(projectId).count());
  }

  @Override
  public Map<Long, Integer> reservedByWave(long projectId) {
    Map<Long, Integer> counts = new TreeMap<>();
    reserved(projectId).forEach(row -> counts.merge(row.afterWave(), 1, Integer::sum));
    return counts;
  }

  @Override
  public List<GoldRow> usable(
      long projectId,
      String annotatorId,
      GoldCheckRow.Place at,
      long fromPlace,
      int maxUses,
      long routes,
      int limit,
      int scanLimit) {
    Shown shown = new Shown(book.get(), projectId, annotatorId);
    return ofProject(projectId).stream()
        .filter(row -> !row.retired() && row.place() >= fromPlace)
        .sorted(Comparator.comparingLong(GoldRow::place))
        .limit(scanLimit)
        .filter(row -> row.useCount() < maxUses)
        .filter(row -> !shown.asGold(row.ordinal()) && !shown.asWork(row.ordinal()))
        .filter(row -> !isAt(at, stored(projectId, annotatorId, row.ordinal())))
        .filter(row -> new MemoryItemTable(book).isOn(routes, projectId, row.ordinal()))
        .limit(limit)
        .toList();
  }

  @Override
  public void grantCheck(GoldCheckRow row) {
    CheckKey key = new CheckKey(row.projectId(), row.annotatorId(), row.ordinal());
    GoldCheckRow known = book.get().goldChecks().get(key);
    boolean isNew = check(row.projectId(), row.annotatorId(), row.ordinal()) == null;
    GoldCheckRow granted = with(row, row.place(), null, null, null);
    if (known == null) {
      book.get().goldChecks().insert(key, granted);
    } else if (known.answeredMillis() == null) {
      book.get().goldChecks().update(key, granted);
    }
    count(row, isNew ? 1 : 0, 0, 0);
  }

  private static GoldCheckRow with(
      GoldCheckRow row,
      GoldCheckRow.Place place,
      @Nullable Integer keyClass,
      @Nullable Boolean passed,
      @Nullable Long answeredMillis) {
    return new GoldCheckRow(
        row.projectId(),
        row.annotatorId(),
        row.ordinal(),
        row.assignmentId(),
        place,
        keyClass,
        passed,
        row.createdMillis(),
        answeredMillis);
  }

  private static boolean isAt(GoldCheckRow.Place place, @Nullable GoldCheckRow check) {
    return check != null && check.place().isAt(place);
  }

  private Stream<GoldCheckRow> checks(long projectId) {
    return book.get().goldChecks().all().stream().filter(row -> row.projectId() == projectId);
  }

  @Override
  public int countAt(long projectId, String annotatorId, GoldCheckRow.Place place) {
    return Math.toIntExact(
        checks(projectId)
            .filter(row -> row.annotatorId().equals(annotatorId) && row.place().isAt(place))
            .count());
  }

  @Override
  public List<GoldCheckRow> waiting(
      long projectId, String annotatorId, long routes, int limit, int scanLimit) {
    Shown shown = new Shown(book.get(), projectId, annotatorId);
    Comparator<GoldCheckRow> inOrder =
        Comparator.<GoldCheckRow>comparingLong(row -> row.place().waveNumber())
            .thenComparingInt(row -> row.place().position());
    return checks(projectId)
        .filter(row -> row.place().state() == GoldCheckRow.State.WAITING)
        .sorted(inOrder)
        .limit(scanLimit)
        .filter(row -> !shown.asWork(row.ordinal()) && !shown.asGoldForGood(row.ordinal()))
        .filter(row -> new MemoryItemTable(book).isOn(routes, projectId, row.ordinal()))
        .sorted(inOrder.thenComparingLong(GoldCheckRow::assignmentId))
        .limit(limit)
        .toList();
  }

  @Override
  public void setWaiting(AssignmentRow assignment, boolean waiting) {
    GoldCheckRow check =
        check(assignment.projectId(), assignment.annotatorId(), assignment.ordinal());
    if (check != null
        && check.assignmentId() == assignment.assignmentId()
        && check.place().waveNumber() > 0) {
      book.get()
          .goldChecks()
          .update(
              new CheckKey(check.projectId(), check.annotatorId(), check.ordinal()),
              with(
                  check,
                  check
                      .place()
                      .in(waiting ? GoldCheckRow.State.WAITING : GoldCheckRow.State.GRANTED),
                  check.keyClass(),
                  check.passed(),
                  check.answeredMillis()));
    }
  }

  @Override
  public boolean isAnyUndone(long projectId) {
    return checks(projectId).anyMatch(row -> row.place().state() == GoldCheckRow.State.WAITING)
        || book.get().assignments().all().stream()
            .filter(lease -> lease.projectId() == projectId)
            .filter(lease -> lease.state() == AssignmentRow.State.HELD)
            .anyMatch(lease -> lease.taskKind() == TaskKind.TASK_KIND_GOLD);
  }

  @Override
  public void handOverCheck(long projectId, String annotatorId, int ordinal) {
    GoldCheckRow check = check(projectId, annotatorId, ordinal);
    if (check != null && check.answeredMillis() == null) {
      book.get()
          .goldChecks()
          .update(
              new CheckKey(projectId, annotatorId, ordinal),
              with(check, check.place().in(GoldCheckRow.State.HANDED_OVER), null, null, null));
      count(check, -1, 0, 0);
    }
  }

  @Override
  public @Nullable GoldCheckRow check(long projectId, String annotatorId, int ordinal) {
    GoldCheckRow stored = stored(projectId, annotatorId, ordinal);
    return stored == null || stored.place().state() == GoldCheckRow.State.HANDED_OVER
        ? null
        : stored;
  }

  private @Nullable GoldCheckRow stored(long projectId, String annotatorId, int ordinal) {
    return book.get().goldChecks().get(new CheckKey(projectId, annotatorId, ordinal));
  }

  @Override
  public void answer(GoldCheckRow row) {
    CheckKey key = new CheckKey(row.projectId(), row.annotatorId(), row.ordinal());
    GoldCheckRow asked = book.get().goldChecks().get(key);
    if (asked == null) {
      throw new IllegalStateException("0 rows instead of one: " + key);
    }
    int passed = Boolean.TRUE.equals(row.passed()) ? 1 : 0;
    book.get()
        .goldChecks()
        .update(
            key, with(asked, asked.place(), row.keyClass(), row.passed(), row.answeredMillis()));
    int passedBefore = Boolean.TRUE.equals(asked.passed()) ? 1 : 0;
    count(row, 0, asked.answeredMillis() == null ? 1 : 0, passed - passedBefore);
  }

  private void count(GoldCheckRow check, int uses, int checked, int passed) {
    GoldRow row = find(check.projectId(), check.ordinal());
    if (row == null) {
      throw new IllegalStateException("0 rows instead of one: gold " + check.ordinal());
    }
    put(
        new GoldRow(
            row.projectId(),
            row.ordinal(),
            row.answerKey(),
            row.source(),
            row.reserved(),
            row.afterWave(),
            row.retired(),
            row.place(),
            row.useCount() + uses,
            row.checkedCount() + checked,
            row.passedCount() + passed,
            row.createdMillis()));
  }

  @Override
  public List<GoldCheckRow> checks(long projectId, String annotatorId, int limit) {
    return book
        .get()
        .goldChecks()
        .between(
            new CheckKey(projectId, annotatorId, 0),
            new CheckKey(projectId, annotatorId, Integer.MAX_VALUE))
        .stream()
        .filter(row -> row.place().state() != GoldCheckRow.State.HANDED_OVER)
        .limit(limit)
        .toList();
  }

  @Override
  public List<GoldCheckRow> answered(long projectId, int ordinal) {
    return book.get().goldChecks().all().stream()
        .filter(check -> check.projectId() == projectId && check.ordinal() == ordinal)
        .filter(check -> check.answeredMillis() != null)
        .sorted(Comparator.comparing(GoldCheckRow::annotatorId))
        .toList();
  }
}
