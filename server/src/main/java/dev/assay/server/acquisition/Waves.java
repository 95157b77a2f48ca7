package dev.assay.server.acquisition;

import dev.assay.server.audit.AuditLog;
import dev.assay.server.pool.PoolIndexes;
import dev.assay.server.store.Transaction;
import dev.assay.server.store.WaveItemRow;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.WaveClosed;
import java.util.List;

/** Ends waves, inside the transaction of what ends them. */
public final class Waves {
  private final PoolIndexes indexes;
  private final UnservedCounts unserved;

  public Waves(PoolIndexes indexes, UnservedCounts unserved) {
    this.indexes = indexes;
    this.unserved = unserved;
  }

  /**
   * Withdraws the unserved rest of every open wave: the scores, the policy or the project's state
   * have changed. What was served is a random part of its wave, since the order of serving is
   * random; the rest are candidates again.
   *
   * @param requestId the request that changed it
   */
  public void withdraw(Transaction transaction, long projectId, String requestId) {
    for (WaveRow wave : transaction.waves().open(projectId)) {
      List<WaveItemRow> rest =
          transaction
              .waves()
              .items(projectId, wave.waveNumber(), wave.nextPosition(), wave.unservedCount());
      close(transaction, wave, WaveRow.State.WITHDRAWN, wave.nextPosition(), requestId);
      long poolVersion = transaction.progress().nextPoolVersion(projectId);
      int[] ordinals = rest.stream().mapToInt(WaveItemRow::ordinal).toArray();
      transaction.afterCommit(() -> indexes.released(projectId, poolVersion, ordinals));
    }
    transaction.afterCommit(() -> unserved.set(projectId, 0));
  }

  /** Ends one wave under an audit event of its own. */
  static void close(
      Transaction transaction,
      WaveRow wave,
      WaveRow.State state,
      int servedCount,
      String requestId) {
    WaveClosed.Cause cause =
        state == WaveRow.State.SERVED
            ? WaveClosed.Cause.CAUSE_SERVED
            : WaveClosed.Cause.CAUSE_WITHDRAWN;
    long sequence =
        AuditLog.append(
            transaction,
            wave.projectId(),
            requestId,
            AuditEvent.newBuilder()
                .setWaveClosed(
                    WaveClosed.newBuilder()
                        .setWaveNumber(wave.waveNumber())
                        .setCause(cause)
                        .setServedCount(servedCount)));
    transaction.waves().close(wave.projectId(), wave.waveNumber(), state, sequence);
  }
}
