package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.CountedVote;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.LabelRow;
import dev.assay.server.store.LabelTable;
import dev.assay.server.store.LabelTotals;
import dev.assay.v1.Funding;
import dev.assay.v1.Slice;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Votes by project and number. */
record MemoryLabelTable(OpenBook book) implements LabelTable {

  private static final Comparator<LabelRow> LATEST_FIRST =
      Comparator.comparingLong(LabelRow::createdMillis)
          .thenComparingLong(LabelRow::labelId)
          .reversed();

  private Collection<LabelRow> ofProject(long projectId) {
    return book.get().labels().between(Key.of(projectId, 0), Key.of(projectId + 1, 0));
  }

  @Override
  public void insert(LabelRow row) {
    Sheet.require(
        book.get().assignments().get(row.assignmentId()) != null, "a label is of an assignment");
    Sheet.require(
        book.get().labels().all().stream()
            .noneMatch(other -> other.assignmentId() == row.assignmentId()),
        "an assignment has one label");
    Sheet.require(row.chargedMicros() >= 0, "a charge is not negative");
    long labelId = ofProject(row.projectId()).size() + 1L;
    ItemRow item = book.get().items().get(Key.of(row.projectId(), row.ordinal()));
    book.get()
        .labels()
        .insert(
            Key.of(row.projectId(), labelId),
            new LabelRow(
                labelId,
                row.projectId(),
                row.ordinal(),
                item == null ? "" : item.itemId(),
                row.annotatorId(),
                row.assignmentId(),
                row.answer(),
                row.funding(),
                row.chargedMicros(),
                row.slice(),
                row.labelingMillis(),
                row.createdMillis(),
                false));
  }

  @Override
  public List<String> answers(long projectId, int ordinal) {
    return counted(projectId)
        .filter(row -> row.ordinal() == ordinal)
        .filter(row -> row.slice() != Slice.SLICE_ADJUDICATE)
        .filter(
            row -> {
              AssignmentRow lease = book.get().assignments().get(row.assignmentId());
              return lease != null && Shown.isOfAWave(lease);
            })
        .map(LabelRow::answer)
        .toList();
  }

  private Stream<LabelRow> counted(long projectId) {
    return ofProject(projectId).stream().filter(LabelRow::counts);
  }

  @Override
  public List<LabelRow> votesBetween(
      long projectId, String annotatorId, long afterMillis, long untilMillis, int limit) {
    return ofProject(projectId).stream()
        .filter(row -> row.funding() == Funding.FUNDING_FUNDED)
        .filter(row -> row.annotatorId().equals(annotatorId))
        .filter(row -> row.createdMillis() > afterMillis && row.createdMillis() <= untilMillis)
        .filter(row -> row.slice() != Slice.SLICE_GOLD && row.slice() != Slice.SLICE_ADJUDICATE)
        .sorted(LATEST_FIRST)
        .limit(limit)
        .toList();
  }

  @Override
  public List<LabelRow> discounted(long projectId, String annotatorId) {
    return ofProject(projectId).stream()
        .filter(row -> row.annotatorId().equals(annotatorId) && row.discounted())
        .toList();
  }

  @Override
  public List<LabelRow> latest(long projectId, String annotatorId, int limit) {
    return ofProject(projectId).stream()
        .filter(row -> row.annotatorId().equals(annotatorId))
        .sorted(LATEST_FIRST)
        .limit(limit)
        .toList();
  }

  @Override
  public List<Long> latestDurations(long projectId, String exceptAnnotatorId, int limit) {
    return ofProject(projectId).stream()
        .sorted(Comparator.comparingLong(LabelRow::labelId).reversed())
        .limit(limit)
        .filter(row -> !row.annotatorId().equals(exceptAnnotatorId))
        .map(LabelRow::labelingMillis)
        .filter(Objects::nonNull)
        .toList();
  }

  @Override
  public long lastId(long projectId) {
    return ofProject(projectId).stream().mapToLong(LabelRow::labelId).max().orElse(0);
  }

  @Override
  public void scanCounted(long projectId, long afterId, Consumer<CountedVote> consumer) {
    counted(projectId)
        .filter(row -> row.labelId() > afterId)
        .filter(row -> row.slice() != Slice.SLICE_GOLD && row.slice() != Slice.SLICE_ADJUDICATE)
        .map(row -> new CountedVote(row.labelId(), row.ordinal(), row.annotatorId(), row.answer()))
        .forEach(consumer);
  }

  @Override
  public void discount(long projectId, long labelId, boolean discounted) {
    LabelRow row = stored(projectId, labelId);
    put(row, row.answer(), row.funding(), row.chargedMicros(), row.labelingMillis(), discounted);
  }

  @Override
  public List<LabelRow> list(
      long projectId,
      long afterId,
      @Nullable Integer ordinal,
      @Nullable Funding funding,
      int limit) {
    return ofProject(projectId).stream()
        .filter(row -> row.labelId() > afterId)
        .filter(row -> ordinal == null || Objects.equals(row.ordinal(), ordinal))
        .filter(row -> funding == null || row.funding() == funding)
        .limit(limit)
        .toList();
  }

  @Override
  public void fund(long projectId, long labelId, Funding funding, long chargedMicros) {
    Sheet.require(chargedMicros >= 0, "a charge is not negative");
    LabelRow row = stored(projectId, labelId);
    put(row, row.answer(), funding, chargedMicros, row.labelingMillis(), row.discounted());
  }

  private LabelRow stored(long projectId, long labelId) {
    LabelRow row = book.get().labels().get(Key.of(projectId, labelId));
    if (row == null) {
      throw new IllegalStateException("0 rows instead of one: label " + labelId);
    }
    return row;
  }

  private void put(
      LabelRow row,
      String answer,
      Funding funding,
      long chargedMicros,
      @Nullable Long labelingMillis,
      boolean discounted) {
    book.get()
        .labels()
        .update(
            Key.of(row.projectId(), row.labelId()),
            new LabelRow(
                row.labelId(),
                row.projectId(),
                row.ordinal(),
                row.itemId(),
                row.annotatorId(),
                row.assignmentId(),
                answer,
                funding,
                chargedMicros,
                row.slice(),
                labelingMillis,
                row.createdMillis(),
                discounted));
  }

  @Override
  public LabelTotals totals(long projectId) {
    Collection<LabelRow> rows = ofProject(projectId);
    return new LabelTotals(
        count(rows, Funding.FUNDING_FUNDED),
        count(rows, Funding.FUNDING_WITHDRAWN),
        count(rows, Funding.FUNDING_UNFUNDED),
        rows.stream().mapToLong(LabelRow::chargedMicros).sum());
  }

  private static long count(Collection<LabelRow> rows, Funding funding) {
    return rows.stream().filter(row -> row.funding() == funding).count();
  }

  @Override
  public @Nullable LabelRow ofAssignment(long assignmentId) {
    return book.get().labels().all().stream()
        .filter(row -> row.assignmentId() == assignmentId)
        .findFirst()
        .orElse(null);
  }

  @Override
  public void update(LabelRow row) {
    LabelRow before = stored(row.projectId(), row.labelId());
    put(
        before,
        row.answer(),
        row.funding(),
        before.chargedMicros(),
        row.labelingMillis(),
        before.discounted());
  }
}
