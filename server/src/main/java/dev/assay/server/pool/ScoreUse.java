package dev.assay.server.pool;

import dev.assay.server.audit.AuditLog;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.ScoresPublished;

/** What happens when readers are to see another score set than before. */
final class ScoreUse {
  private final PoolIndexes indexes;
  private final ScoresPublishedHook hook;

  ScoreUse(PoolIndexes indexes, ScoresPublishedHook hook) {
    this.indexes = indexes;
    this.hook = hook;
  }

  /**
   * Makes a published set the one that readers see.
   *
   * @param again whether it was stored by an earlier call
   */
  void use(
      Transaction transaction,
      ProjectRow project,
      ScoreSetRow set,
      String requestId,
      boolean again) {
    long projectId = project.projectId();
    transaction.progress().setScoreSet(projectId, set.scoreSetId());
    long poolVersion = transaction.progress().nextPoolVersion(projectId);
    PoolChange change = new PoolChange.Published(set.scoreSetId());
    transaction.afterCommit(() -> indexes.apply(projectId, poolVersion, change));
    log(transaction, set, requestId, again);
    hook.onPublished(transaction, project, requestId);
  }

  /** Says in the audit log that a set was stored, or taken up again. */
  static void log(Transaction transaction, ScoreSetRow set, String requestId, boolean again) {
    AuditLog.append(
        transaction,
        set.projectId(),
        requestId,
        AuditEvent.newBuilder()
            .setScoresPublished(
                ScoresPublished.newBuilder()
                    .setModelVersion(set.modelVersion())
                    .setRevision(set.revision())
                    .setScoredCount(set.scoredCount())
                    .setPoolCount(set.poolCount())
                    .setUnscoredCount(set.unscoredCount())
                    .setPartial(!set.used())
                    .setAgain(again)));
  }
}
