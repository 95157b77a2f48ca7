package dev.assay.server.pool;

import com.google.protobuf.util.Timestamps;
import dev.assay.server.audit.AuditLog;
import dev.assay.server.request.IdempotencyRecord;
import dev.assay.server.request.Projects;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.ModelVersion;
import dev.assay.v1.PutScoresResponse;
import dev.assay.v1.ScoresPublished;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Makes a staged score set the one that readers see, in one transaction. */
final class ScorePublication {
  private final PoolIndexes indexes;
  private final ScoresPublishedHook hook;
  private final ScoreStream stream;
  private final StagedScores staged;
  private final StreamErrors errors;
  private final @Nullable ScoreColumns known;

  /**
   * @param known the scores that were published before, where they are at hand
   */
  ScorePublication(
      PoolIndexes indexes,
      ScoresPublishedHook hook,
      ScoreStream stream,
      StagedScores staged,
      StreamErrors errors,
      @Nullable ScoreColumns known) {
    this.indexes = indexes;
    this.hook = hook;
    this.stream = stream;
    this.staged = staged;
    this.errors = errors;
    this.known = known;
  }

  /**
   * The answer to the stream.
   *
   * @param published whether it is this stream's own: false where an equal one was published
   *     meanwhile, so that the staged score set is of no use
   */
  record Outcome(PutScoresResponse response, boolean published) {}

  Outcome publish(Transaction transaction, IdempotencyRecord<PutScoresResponse> answer) {
    PutScoresResponse remembered = answer.find(transaction);
    if (remembered != null) { // the same stream ran twice at once and the other was first
      return new Outcome(remembered, false);
    }
    ProjectRow project = Projects.requireActive(transaction, stream.header().getProject());
    long projectId = project.projectId();
    ProgressRow progress = transaction.progress().get(projectId);
    ScoreSetRow base = ScoreHeaders.base(transaction, progress, stream.header());
    ScoreSetRow published = publishedRow(transaction, progress, base);
    transaction.scores().publish(published);
    transaction.progress().setScoreSet(projectId, published.scoreSetId());
    long poolVersion = transaction.progress().nextPoolVersion(projectId);
    PoolChange change = new PoolChange.Published(published.scoreSetId());
    transaction.afterCommit(() -> indexes.apply(projectId, poolVersion, change));
    AuditLog.append(transaction, projectId, published.requestId(), event(published));
    hook.onPublished(transaction, project, published);
    PutScoresResponse response = response(transaction, published);
    answer.keep(transaction, response);
    return new Outcome(response, true);
  }

  private ScoreSetRow publishedRow(
      Transaction transaction, ProgressRow progress, @Nullable ScoreSetRow base) {
    return new ScoreSetRow(
        staged.scoreSetId(),
        progress.projectId(),
        stream.header().getModelVersion(),
        base == null ? 1 : base.revision() + 1,
        base == null ? null : (Long) base.scoreSetId(),
        true,
        stream.shape().classCount(),
        stream.shape().ensembleSize(),
        staged.ordinals().cardinality(),
        scoredCount(transaction, base),
        progress.itemCount(),
        progress.lastWaveNumber(),
        transaction.nowMillis(),
        stream.header().getRequestId());
  }

  /** The number of items scored by the stream or its base. */
  private int scoredCount(Transaction transaction, @Nullable ScoreSetRow base) {
    BitSet ordinals = staged.ordinals();
    if (base == null) {
      return ordinals.cardinality();
    }
    // Known already, unless another stream has published meanwhile: then little is to be read.
    ScoreColumns columns = ScoreColumnsLoader.load(transaction, base.scoreSetId(), known);
    if (columns == null) {
      throw new IllegalStateException("score set " + base.scoreSetId() + " is not published");
    }
    int count = columns.scoredCount();
    for (int i = ordinals.nextSetBit(0); i >= 0; i = ordinals.nextSetBit(i + 1)) {
      count += columns.has(i) ? 0 : 1;
    }
    return count;
  }

  private static AuditEvent.Builder event(ScoreSetRow published) {
    return AuditEvent.newBuilder()
        .setScoresPublished(
            ScoresPublished.newBuilder()
                .setModelVersion(published.modelVersion())
                .setRevision(published.revision())
                .setScoredCount(published.scoredCount())
                .setPoolCount(published.poolCount()));
  }

  private PutScoresResponse response(Transaction transaction, ScoreSetRow published) {
    long firstMillis =
        transaction
            .scores()
            .revisions(published.projectId(), published.modelVersion())
            .get(0)
            .publishedMillis();
    return PutScoresResponse.newBuilder()
        .setModelVersion(
            ModelVersion.newBuilder()
                .setId(published.modelVersion())
                .setScoredCount(published.scoredCount())
                .setCurrent(true)
                .setPublishTime(Timestamps.fromMillis(firstMillis)))
        .setStoredCount(published.rowCount())
        .setErrorCount(errors.count())
        .addAllErrors(errors.reported())
        .build();
  }
}
