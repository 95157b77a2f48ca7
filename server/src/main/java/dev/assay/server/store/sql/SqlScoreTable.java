package dev.assay.server.store.sql;

import dev.assay.server.store.ScoreChunkRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.ScoreTable;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tables {@code score_set} and {@code score_chunk}. */
final class SqlScoreTable implements ScoreTable {
  private static final String SELECT =
      "SELECT score_set_id, project_id, model_version, revision, base_id, published, class_count,"
          + " ensemble_size, row_count, scored_count, pool_count, after_wave, published_ms,"
          + " request_id, used, unscored_count, trained_through FROM score_set s";

  private final Statements statements;

  SqlScoreTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public @Nullable ScoreSetRow find(long scoreSetId) {
    return statements
        .call(SELECT + " WHERE score_set_id = ?")
        .int64(scoreSetId)
        .first(SqlScoreTable::read);
  }

  @Override
  public List<ScoreSetRow> revisions(long projectId, String modelVersion) {
    return statements
        .call(
            SELECT
                + " WHERE project_id = ? AND model_version = ? AND published = 1 ORDER BY revision")
        .int64(projectId)
        .text(modelVersion)
        .list(SqlScoreTable::read);
  }

  @Override
  public List<ScoreSetRow> latest(long projectId, long beforeId, int limit) {
    return statements
        .call(
            SELECT
                + " WHERE project_id = ? AND score_set_id < ? AND published = 1"
                + " AND NOT EXISTS (SELECT 1 FROM score_set n WHERE n.project_id = s.project_id"
                + " AND n.model_version = s.model_version AND n.revision > s.revision"
                + " AND n.published = 1) ORDER BY score_set_id DESC LIMIT ?")
        .int64(projectId)
        .int64(beforeId)
        .int32(limit)
        .list(SqlScoreTable::read);
  }

  @Override
  public long insert(ScoreSetRow row) {
    long scoreSetId = statements.call("SELECT max(score_set_id) FROM score_set").next();
    statements
        .call(
            "INSERT INTO score_set (score_set_id, project_id, model_version, revision, base_id,"
                + " published, class_count, ensemble_size, row_count, scored_count, pool_count,"
                + " after_wave, published_ms, request_id, used, unscored_count, trained_through)"
                + " VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?)")
        .int64(scoreSetId)
        .int64(row.projectId())
        .text(row.modelVersion())
        .int64(row.revision())
        .int64(row.baseId())
        .int32(row.classCount())
        .int32(row.ensembleSize())
        .int32(row.rowCount())
        .int32(row.scoredCount())
        .int32(row.poolCount())
        .int64(row.afterWave())
        .int64(row.publishedMillis())
        .text(row.requestId())
        .int64(row.trainedThrough())
        .updateOne();
    return scoreSetId;
  }

  @Override
  public void appendChunk(long scoreSetId, int chunk, ScoreChunkRow rows) {
    statements
        .call(
            "INSERT INTO score_chunk (score_set_id, chunk, row_count, ordinals, probabilities,"
                + " ensemble_probabilities, gradient_norms, uncertainties)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .int64(scoreSetId)
        .int32(chunk)
        .int32(rows.ordinals().length)
        .bytes(LittleEndian.ofInts(rows.ordinals()))
        .bytes(LittleEndian.ofFloats(rows.probabilities()))
        .bytes(LittleEndian.ofFloatsOrNull(rows.ensembleProbabilities()))
        .bytes(LittleEndian.ofFloatsOrNull(rows.gradientNorms()))
        .bytes(LittleEndian.ofFloatsOrNull(rows.uncertainties()))
        .updateOne();
  }

  @Override
  public void publish(ScoreSetRow row) {
    statements
        .call(
            "UPDATE score_set SET published = 1, revision = ?, base_id = ?, row_count = ?,"
                + " scored_count = ?, pool_count = ?, after_wave = ?, published_ms = ?,"
                + " used = ?, unscored_count = ?, trained_through = ? WHERE score_set_id = ?")
        .int64(row.revision())
        .int64(row.baseId())
        .int32(row.rowCount())
        .int32(row.scoredCount())
        .int32(row.poolCount())
        .int64(row.afterWave())
        .int64(row.publishedMillis())
        .flag(row.used())
        .int32(row.unscoredCount())
        .int64(row.trainedThrough())
        .int64(row.scoreSetId())
        .updateOne();
  }

  @Override
  public void use(long scoreSetId) {
    statements
        .call("UPDATE score_set SET used = 1 WHERE score_set_id = ? AND published = 1")
        .int64(scoreSetId)
        .updateOne();
  }

  @Override
  public long lastUsed(long projectId) {
    List<Long> last =
        statements
            .call(
                "SELECT score_set_id FROM score_set WHERE project_id = ? AND score_set_id < ?"
                    + " AND used = 1 AND published = 1 ORDER BY score_set_id DESC LIMIT 1")
            .int64(projectId)
            .int64(Long.MAX_VALUE)
            .list(Row::int64);
    return last.isEmpty() ? 0 : last.get(0);
  }

  @Override
  public void scan(long scoreSetId, Consumer<ScoreChunkRow> consumer) {
    statements
        .call(
            "SELECT ordinals, probabilities, ensemble_probabilities, gradient_norms, uncertainties"
                + " FROM score_chunk WHERE score_set_id = ? ORDER BY chunk")
        .int64(scoreSetId)
        .each(row -> consumer.accept(readChunk(row)));
  }

  @Override
  public boolean discard(long scoreSetId, int chunkLimit) {
    ScoreSetRow set = find(scoreSetId);
    if (set == null || set.published()) {
      return true;
    }
    int removed =
        statements
            .call(
                "DELETE FROM score_chunk WHERE score_set_id = ? AND chunk IN (SELECT chunk"
                    + " FROM score_chunk WHERE score_set_id = ? ORDER BY chunk LIMIT ?)")
            .int64(scoreSetId)
            .int64(scoreSetId)
            .int32(chunkLimit)
            .update();
    if (removed == chunkLimit) {
      return false;
    }
    statements.call("DELETE FROM score_set WHERE score_set_id = ?").int64(scoreSetId).updateOne();
    return true;
  }

  @Override
  public List<Long> unpublished() {
    return statements
        .call("SELECT score_set_id FROM score_set WHERE published = 0 ORDER BY score_set_id")
        .list(Row::int64);
  }

  private static ScoreSetRow read(Row row) {
    return new ScoreSetRow(
        row.int64(),
        row.int64(),
        row.text(),
        row.int64(),
        row.int64OrNull(),
        row.flag(),
        row.int32(),
        row.int32(),
        row.int32(),
        row.int32(),
        row.int32(),
        row.int64(),
        row.int64(),
        row.text(),
        row.flag(),
        row.int32(),
        row.int64OrNull());
  }

  private static ScoreChunkRow readChunk(Row row) {
    return new ScoreChunkRow(
        LittleEndian.toInts(row.bytes()),
        LittleEndian.toFloats(row.bytes()),
        LittleEndian.toFloatsOrNull(row.bytesOrNull()),
        LittleEndian.toFloatsOrNull(row.bytesOrNull()),
        LittleEndian.toFloatsOrNull(row.bytesOrNull()));
  }
}
