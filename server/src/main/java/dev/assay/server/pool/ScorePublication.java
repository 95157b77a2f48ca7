package dev.assay.server.pool;

import dev.assay.server.request.IdempotencyRecord;
import dev.assay.server.request.Projects;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.PutScoresResponse;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a staged score set in one transaction: from then on readers see it, unless it scores
 * too few of the items that are still to be served.
 */
final class ScorePublication {
  private final ScoreUse use;
  private final ScoreStream stream;
  private final StagedScores staged;
  private final StreamErrors errors;
  private final @Nullable ScoreColumns known;
  private final BitSet unserved;

  /**
   * @param known the scores that the stream completes, where they are at hand
   * @param unserved the items that are still to be served
   */
  ScorePublication(
      ScoreUse use,
      ScoreStream stream,
      StagedScores staged,
      StreamErrors errors,
      @Nullable ScoreColumns known,
      BitSet unserved) {
    this.use = use;
    this.stream = stream;
    this.staged = staged;
    this.errors = errors;
    this.known = known;
    this.unserved = unserved;
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
    ScoreSetRow published = publishedRow(transaction, project, progress, base);
    transaction.scores().publish(published);
    if (published.used()) {
      use.use(transaction, project, published, published.requestId(), false);
    } else {
      ScoreUse.log(transaction, published, published.requestId(), false);
    }
    PutScoresResponse response = response(transaction, published);
    answer.keep(transaction, response);
    return new Outcome(response, true);
  }

  private ScoreSetRow publishedRow(
      Transaction transaction,
      ProjectRow project,
      ProgressRow progress,
      @Nullable ScoreSetRow base) {
    BitSet scored = scored(transaction, base);
    BitSet unscored = (BitSet) unserved.clone();
    unscored.andNot(scored);
    boolean isCurrent =
        base != null && Objects.equals(progress.scoreSetId(), (Long) base.scoreSetId());
    double enough = project.definition().getPolicy().getMinScoredShare() * unserved.cardinality();
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
        scored.cardinality(),
        progress.itemCount(),
        progress.lastWaveNumber(),
        transaction.nowMillis(),
        stream.header().getRequestId(),
        isCurrent || unserved.cardinality() - unscored.cardinality() >= enough,
        unscored.cardinality(),
        ScoreHeaders.trainedThrough(stream.header()));
  }

  /** The items scored by the stream or its base. */
  private BitSet scored(Transaction transaction, @Nullable ScoreSetRow base) {
    BitSet scored = (BitSet) staged.ordinals().clone();
    if (base == null) {
      return scored;
    }
    // Known already, unless another stream has published meanwhile: then little is to be read.
    ScoreColumns columns = ScoreColumnsLoader.load(transaction, base.scoreSetId(), known);
    if (columns == null) {
      throw new IllegalStateException("score set " + base.scoreSetId() + " is not published");
    }
    columns.scored().addTo(scored);
    return scored;
  }

  private PutScoresResponse response(Transaction transaction, ScoreSetRow published) {
    return PutScoresResponse.newBuilder()
        .setModelVersion(
            ModelVersions.message(
                transaction, published, transaction.progress().get(published.projectId())))
        .setStoredCount(published.rowCount())
        .setErrorCount(errors.count())
        .addAllErrors(errors.reported())
        .build();
  }
}
