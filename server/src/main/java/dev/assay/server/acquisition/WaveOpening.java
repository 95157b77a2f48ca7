package dev.assay.server.acquisition;

import dev.assay.server.audit.AuditLog;
import dev.assay.server.budget.Ledger;
import dev.assay.server.pool.PoolIndexes;
import dev.assay.server.pool.ScoreColumns;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Transaction;
import dev.assay.server.store.WaveItemRow;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.WaveDrawn;
import dev.assay.v1.WaveInputs;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A computed wave on its way into the store.
 *
 * @param state what was read before it was computed
 * @param candidates what it was computed from, with inputs and parameters
 */
record WaveOpening(
    PlanningState state,
    WaveInputs inputs,
    WaveParameters parameters,
    PoolCandidates candidates,
    DrawnWave drawn) {

  /** The most items that one transaction stores: others wait for some milliseconds at most. */
  static final int MAX_ITEMS_AT_ONCE = 500;

  /**
   * Stores the wave and returns true, or returns false where what it assumed no longer holds. The
   * items come first, a few at a time, so that batches go on between them; the last transaction
   * opens the wave. They are stored in the order of the pool, so that each transaction touches few
   * pages of the index by item, and not most of them. What an attempt that came to nothing has left
   * is removed by the next.
   */
  boolean store(Store store, PoolIndexes indexes, UnservedCounts unserved) {
    long projectId = state.project().projectId();
    long waveNumber = state.progress().lastWaveNumber() + 1;
    int removed = MAX_ITEMS_AT_ONCE;
    while (removed == MAX_ITEMS_AT_ONCE) {
      removed =
          store
              .write(
                  transaction ->
                      holds(transaction)
                          ? transaction
                              .waves()
                              .removeItems(projectId, waveNumber, MAX_ITEMS_AT_ONCE)
                          : -1)
              .join();
    }
    List<WaveItemRow> items =
        drawn.items().stream().sorted(Comparator.comparingInt(WaveItemRow::ordinal)).toList();
    boolean holds = removed >= 0;
    int at = 0;
    while (holds && items.size() - at > MAX_ITEMS_AT_ONCE) {
      List<WaveItemRow> part = items.subList(at, at + MAX_ITEMS_AT_ONCE);
      holds =
          store
              .write(
                  transaction -> {
                    boolean stillHolds = holds(transaction);
                    if (stillHolds) {
                      transaction.waves().putItems(projectId, part);
                    }
                    return stillHolds;
                  })
              .join();
      at += MAX_ITEMS_AT_ONCE;
    }
    List<WaveItemRow> rest = items.subList(at, items.size());
    return holds && store.write(transaction -> open(transaction, rest, indexes, unserved)).join();
  }

  private boolean holds(Transaction transaction) {
    long projectId = state.project().projectId();
    return stillHolds(transaction.projects().get(projectId), transaction.progress().get(projectId))
        && transaction.gold().reservedCount(projectId) == state.setAsideCount()
        && sameSlices(transaction, projectId);
  }

  private boolean open(
      Transaction transaction,
      List<WaveItemRow> rest,
      PoolIndexes indexes,
      UnservedCounts unserved) {
    if (!holds(transaction)) {
      return false;
    }
    long projectId = state.project().projectId();
    ProgressRow progress = transaction.progress().get(projectId);
    long waveNumber = progress.lastWaveNumber() + 1;
    long sequence =
        AuditLog.append(
            transaction, projectId, "", AuditEvent.newBuilder().setWaveDrawn(event(waveNumber)));
    transaction.waves().insert(row(waveNumber, sequence, transaction.nowMillis()), rest);
    transaction.waves().putInputs(projectId, waveNumber, storedInputs());
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
            drawn.recipe().strategy().name(),
            drawn.recipe().explorationShare(),
            drawn.recipe().sharpness(),
            parameters.seed()),
        new WaveRow.Counts(candidates.poolCount(), drawn.candidateCount(), drawn.items().size()),
        drawn.controls(),
        drawn.digest(),
        sequence,
        nowMillis,
        WaveRow.Serving.NONE);
  }

  /** The inputs with what each stratum was given, for the record. */
  private WaveInputs storedInputs() {
    return inputs.hasQuotas() ? inputs.toBuilder().setQuotas(drawn.quotas()).build() : inputs;
  }

  private WaveDrawn event(long waveNumber) {
    ScoreColumns scores = candidates.columns();
    return WaveEvents.drawn(
        row(waveNumber, 0, 0),
        storedInputs(),
        scores == null ? "" : scores.modelVersion(),
        scores == null ? 0 : scores.revision());
  }
}
