package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.GoldCheckRow;
import dev.assay.server.store.GoldRow;
import dev.assay.server.store.GoldTable;
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
      long projectId, String annotatorId, long fromPlace, int maxUses, int limit, int scanLimit) {
    Shown shown = new Shown(book.get(), projectId, annotatorId);
    return ofProject(projectId).stream()
        .filter(row -> !row.retired() && row.place() >= fromPlace)
        .sorted(Comparator.comparingLong(GoldRow::place))
        .limit(scanLimit)
        .filter(row -> row.useCount() < maxUses)
        .filter(row -> !shown.asGold(row.ordinal()) && !shown.asWork(row.ordinal()))
        .limit(limit)
        .toList();
  }

  @Override
  public void insertCheck(GoldCheckRow row) {
    CheckKey key = new CheckKey(row.projectId(), row.annotatorId(), row.ordinal());
    boolean isNew = book.get().goldChecks().get(key) == null;
    if (isNew) {
      book.get()
          .goldChecks()
          .insert(
              key,
              new GoldCheckRow(
                  row.projectId(),
                  row.annotatorId(),
                  row.ordinal(),
                  row.assignmentId(),
                  null,
                  null,
                  row.createdMillis(),
                  null));
    }
    count(row, isNew ? 1 : 0, 0, 0);
  }

  @Override
  public void removeCheck(long projectId, String annotatorId, int ordinal) {
    CheckKey key = new CheckKey(projectId, annotatorId, ordinal);
    GoldCheckRow check = book.get().goldChecks().get(key);
    if (check != null && check.answeredMillis() == null) {
      book.get().goldChecks().remove(key);
      count(check, -1, 0, 0);
    }
  }

  @Override
  public @Nullable GoldCheckRow check(long projectId, String annotatorId, int ordinal) {
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
            key,
            new GoldCheckRow(
                asked.projectId(),
                asked.annotatorId(),
                asked.ordinal(),
                asked.assignmentId(),
                row.keyClass(),
                row.passed(),
                asked.createdMillis(),
                row.answeredMillis()));
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
