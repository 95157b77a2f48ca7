package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.ScoreChunkRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.ScoreTable;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Score sets by number, their chunks by set and chunk. */
record MemoryScoreTable(OpenBook book) implements ScoreTable {

  private Stream<ScoreSetRow> published(long projectId) {
    return book.get().scoreSets().all().stream()
        .filter(set -> set.projectId() == projectId && set.published());
  }

  private Collection<ScoreChunkRow> chunks(long scoreSetId) {
    return book.get().scoreChunks().between(Key.of(scoreSetId, 0), Key.of(scoreSetId + 1, 0));
  }

  @Override
  public @Nullable ScoreSetRow find(long scoreSetId) {
    return book.get().scoreSets().get(scoreSetId);
  }

  @Override
  public List<ScoreSetRow> revisions(long projectId, String modelVersion) {
    return published(projectId)
        .filter(set -> set.modelVersion().equals(modelVersion))
        .sorted(Comparator.comparingLong(ScoreSetRow::revision))
        .toList();
  }

  @Override
  public List<ScoreSetRow> latest(long projectId, long beforeId, int limit) {
    return published(projectId)
        .filter(set -> set.scoreSetId() < beforeId)
        .filter(
            set ->
                revisions(projectId, set.modelVersion()).stream()
                    .noneMatch(other -> other.revision() > set.revision()))
        .sorted(Comparator.comparingLong(ScoreSetRow::scoreSetId).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public long insert(ScoreSetRow row) {
    Long last = book.get().scoreSets().last();
    long scoreSetId = last == null ? 1 : last + 1;
    book.get().scoreSets().insert(scoreSetId, with(row, scoreSetId, row, false));
    return scoreSetId;
  }

  @Override
  public void appendChunk(long scoreSetId, int chunk, ScoreChunkRow rows) {
    book.get().scoreChunks().insert(Key.of(scoreSetId, chunk), rows);
  }

  @Override
  public void publish(ScoreSetRow row) {
    ScoreSetRow staged = book.get().scoreSets().get(row.scoreSetId());
    if (staged == null) {
      throw new IllegalStateException("0 rows instead of one: " + row.scoreSetId());
    }
    Long baseId = row.baseId();
    Sheet.require(baseId == null || find(baseId) != null, "a base is a score set");
    book.get().scoreSets().update(row.scoreSetId(), with(row, row.scoreSetId(), staged, true));
  }

  /** The row, with what never changes taken from the staged one. */
  private static ScoreSetRow with(
      ScoreSetRow row, long scoreSetId, ScoreSetRow staged, boolean published) {
    return new ScoreSetRow(
        scoreSetId,
        staged.projectId(),
        staged.modelVersion(),
        row.revision(),
        row.baseId(),
        published,
        staged.classCount(),
        staged.ensembleSize(),
        row.rowCount(),
        row.scoredCount(),
        row.poolCount(),
        row.afterWave(),
        row.publishedMillis(),
        staged.requestId(),
        published && row.used(),
        published ? row.unscoredCount() : 0,
        row.trainedThrough());
  }

  @Override
  public void use(long scoreSetId) {
    ScoreSetRow set = find(scoreSetId);
    if (set == null || !set.published()) {
      throw new IllegalStateException("0 rows instead of one: " + scoreSetId);
    }
    book.get()
        .scoreSets()
        .update(
            scoreSetId,
            with(
                new ScoreSetRow(
                    scoreSetId,
                    set.projectId(),
                    set.modelVersion(),
                    set.revision(),
                    set.baseId(),
                    true,
                    set.classCount(),
                    set.ensembleSize(),
                    set.rowCount(),
                    set.scoredCount(),
                    set.poolCount(),
                    set.afterWave(),
                    set.publishedMillis(),
                    set.requestId(),
                    true,
                    set.unscoredCount(),
                    set.trainedThrough()),
                scoreSetId,
                set,
                true));
  }

  @Override
  public long lastUsed(long projectId) {
    return published(projectId)
        .filter(ScoreSetRow::used)
        .mapToLong(ScoreSetRow::scoreSetId)
        .max()
        .orElse(0);
  }

  @Override
  public void scan(long scoreSetId, Consumer<ScoreChunkRow> consumer) {
    chunks(scoreSetId).forEach(consumer);
  }

  @Override
  public boolean discard(long scoreSetId, int chunkLimit) {
    ScoreSetRow set = find(scoreSetId);
    if (set == null || set.published()) {
      return true;
    }
    int removed = 0;
    for (int chunk = 0; removed < chunkLimit && !chunks(scoreSetId).isEmpty(); chunk++) {
      Key key = Key.of(scoreSetId, chunk);
      if (book.get().scoreChunks().get(key) != null) {
        book.get().scoreChunks().remove(key);
        removed++;
      }
    }
    if (removed == chunkLimit) {
      return false;
    }
    book.get().scoreSets().remove(scoreSetId);
    return true;
  }

  @Override
  public List<Long> unpublished() {
    return book.get().scoreSets().all().stream()
        .filter(set -> !set.published())
        .map(ScoreSetRow::scoreSetId)
        .toList();
  }
}
