package dev.assay.server.acquisition;

import dev.assay.server.audit.AuditLog;
import dev.assay.server.budget.Ledger;
import dev.assay.server.pool.PoolIndexes;
import dev.assay.server.pool.ScoreColumns;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.store.WaveItemRow;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.WaveDrawn;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A computed wave on its way into the store.
 *
 * @param state what was read before it was computed
 * @param candidates what it was computed from
 */
record WaveOpening(
    PlanningState state, WaveParameters parameters, PoolCandidates candidates, DrawnWave drawn) {

  /** Stores the wave and returns true, or returns false where what it assumed no longer holds. */
  boolean store(Transaction transaction, PoolIndexes indexes, UnservedCounts unserved) {
    long projectId = state.project().projectId();
    ProgressRow progress = transaction.progress().get(projectId);
    if (!stillHolds(transaction.projects().get(projectId), progress)
        || transaction.gold().reservedCount(projectId) != state.setAsideCount()
        || !sameSlices(transaction, projectId)) {
      return false;
    }
    long waveNumber = progress.lastWaveNumber() + 1;
    long sequence =
        AuditLog.append(
            transaction, projectId, "", AuditEvent.newBuilder().setWaveDrawn(event(waveNumber)));
    transaction.waves().insert(row(waveNumber, sequence, transaction.nowMillis()), drawn.items());
    transaction.progress().setLastWaveNumber(projectId, waveNumber);
    long poolVersion = transaction.progress().nextPoolVersion(projectId);
    int[] ordinals = drawn.items().stream().mapToInt(WaveItemRow::ordinal).toArray();
    int unservedCount =
        transaction.waves().open(projectId).stream().mapToInt(WaveRow::unservedCount).sum();
    transaction.afterCommit(
        () -> {
          indexes.taken(projectId, poolVersion, ordinals);
          unserved.set(projectId, unservedCount);
        });
    return true;
  }

  private boolean sameSlices(Transaction transaction, long projectId) {
    return state.explorationOnly()
        == Ledger.isExplorationOnly(
            transaction, transaction.budgets().get(projectId), transaction.nowMillis());
  }

  private boolean stillHolds(ProjectRow project, ProgressRow progress) {
    long policyVersion = state.project().definition().getPolicy().getVersion();
    return !project.archived()
        && project.definition().getPolicy().getVersion() == policyVersion
        && progress.lastWaveNumber() == state.progress().lastWaveNumber()
        && Objects.equals(progress.scoreSetId(), scoreSetId());
  }

  private @Nullable Long scoreSetId() {
    ScoreColumns scores = candidates.columns();
    return scores == null ? null : scores.scoreSetId();
  }

  private WaveRow row(long waveNumber, long sequence, long nowMillis) {
    return new WaveRow(
        state.project().projectId(),
        waveNumber,
        new WaveRow.Basis(
            state.project().definition().getPolicy().getVersion(),
            scoreSetId(),
            candidates.embeddings() == null ? null : candidates.embeddings().version(),
            parameters.strategy(),
            parameters.explorationShare(),
            parameters.sharpness(),
            parameters.seed()),
        new WaveRow.Counts(candidates.poolCount(), drawn.candidateCount(), drawn.items().size()),
        new WaveRow.Controls(drawn.judgedCount(), drawn.judgedControl(), drawn.classControls()),
        drawn.digest(),
        sequence,
        nowMillis,
        WaveRow.Serving.NONE);
  }

  private WaveDrawn event(long waveNumber) {
    ScoreColumns scores = candidates.columns();
    return WaveEvents.drawn(
        row(waveNumber, 0, 0),
        scores == null ? "" : scores.modelVersion(),
        scores == null ? 0 : scores.revision());
  }
}
