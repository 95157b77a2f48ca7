package dev.assay.server.store.buffer;

import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.AnnotatorTable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Annotators, also those of whom nothing is known. */
final class BufferedAnnotatorTable implements AnnotatorTable {
  /** The most annotators that are held between groups. */
  private static final int MAX_KEPT = 10_000;

  private record Key(long projectId, String annotatorId) {}

  private final AnnotatorTable table;
  private final KeptRows<Key, Optional<AnnotatorRow>> kept;

  BufferedAnnotatorTable(AnnotatorTable table, Buffer buffer) {
    this.table = table;
    this.kept = buffer.facts(MAX_KEPT);
  }

  @Override
  public @Nullable AnnotatorRow find(long projectId, String annotatorId) {
    Optional<AnnotatorRow> row =
        kept.find(
            new Key(projectId, annotatorId),
            missing -> Optional.ofNullable(table.find(projectId, annotatorId)));
    return row == null ? null : row.orElse(null);
  }

  @Override
  public void put(AnnotatorRow row) {
    table.put(row);
    kept.hold(new Key(row.projectId(), row.annotatorId()), Optional.of(row));
  }

  @Override
  public List<AnnotatorRow> list(long projectId, String afterId, int limit) {
    return table.list(projectId, afterId, limit);
  }

  @Override
  public int workSince(AnnotatorRow annotator, long sinceMillis, int limit) {
    return table.workSince(annotator, sinceMillis, limit);
  }

  @Override
  public void reinstate(long projectId, String annotatorId, long atMillis) {
    table.reinstate(projectId, annotatorId, atMillis);
  }

  @Override
  public List<Long> reinstatements(long projectId, String annotatorId) {
    return table.reinstatements(projectId, annotatorId);
  }
}
