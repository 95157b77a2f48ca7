package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.AdjudicationRow;
import dev.assay.server.store.AdjudicationTable;
import dev.assay.v1.Adjudication;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Disputed items by project and ordinal. */
record MemoryAdjudicationTable(OpenBook book) implements AdjudicationTable {
  private static final Comparator<AdjudicationRow> BY_AGE =
      Comparator.comparingLong(AdjudicationRow::createdMillis)
          .thenComparingInt(AdjudicationRow::ordinal);

  private static final Comparator<AdjudicationRow> BY_VALUE =
      Comparator.comparingDouble(AdjudicationRow::value).reversed().thenComparing(BY_AGE);

  private List<AdjudicationRow> of(long projectId, Predicate<AdjudicationRow> which) {
    return book
        .get()
        .adjudications()
        .between(Key.of(projectId, 0), Key.of(projectId + 1, 0))
        .stream()
        .filter(which)
        .toList();
  }

  @Override
  public @Nullable AdjudicationRow find(long projectId, int ordinal) {
    return book.get().adjudications().get(Key.of(projectId, ordinal));
  }

  @Override
  public void put(AdjudicationRow row) {
    book.get().adjudications().put(Key.of(row.projectId(), row.ordinal()), row);
  }

  @Override
  public List<AdjudicationRow> waiting(
      long projectId,
      String annotatorId,
      long routes,
      long escalatedMillis,
      int limit,
      int scanLimit) {
    Shown shown = new Shown(book.get(), projectId, annotatorId);
    Predicate<AdjudicationRow> isNew =
        row ->
            !shown.asWork(row.ordinal())
                && !shown.asGold(row.ordinal())
                && new MemoryItemTable(book).isOn(routes, projectId, row.ordinal());
    List<AdjudicationRow> open = of(projectId, row -> row.state() == Adjudication.State.STATE_OPEN);
    Set<AdjudicationRow> found = new LinkedHashSet<>();
    open.stream()
        .filter(row -> row.createdMillis() <= escalatedMillis)
        .sorted(BY_AGE)
        .limit(scanLimit)
        .filter(isNew)
        .limit(limit)
        .forEach(found::add);
    open.stream().sorted(BY_VALUE).limit(scanLimit).filter(isNew).limit(limit).forEach(found::add);
    return found.stream().limit(limit).toList();
  }

  @Override
  public List<AdjudicationRow> list(
      long projectId, Adjudication.State state, int afterOrdinal, int limit) {
    return of(projectId, row -> row.state() == state && row.ordinal() > afterOrdinal).stream()
        .limit(limit)
        .toList();
  }

  @Override
  public Set<Integer> contested(long projectId) {
    Set<Integer> ordinals = new TreeSet<>();
    of(projectId, row -> row.state() == Adjudication.State.STATE_CONTESTED)
        .forEach(row -> ordinals.add(row.ordinal()));
    return ordinals;
  }
}
