package dev.assay.server.store;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How far a project has come.
 *
 * @param embeddingVersion counts the changes of what embeddings the pool's items have; 0: none
 * @param plannedEmbeddingVersion the newest that a wave was planned from
 * @param unsettledCount how many verdicts were undone, so that no settled sequence is given twice
 */
public record ProgressRow(
    long projectId,
    long poolVersion,
    int itemCount,
    int servedCount,
    int settledCount,
    int unsettledCount,
    int embeddingDimension,
    long embeddingVersion,
    long plannedEmbeddingVersion,
    @Nullable Long scoreSetId,
    long lastWaveNumber,
    long auditSequence) {

  /** The row after a change. */
  ProgressRow with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.row();
  }

  /** A row that is being changed. */
  static final class Draft {
    private final long projectId;
    long poolVersion;
    int itemCount;
    int servedCount;
    int settledCount;
    int unsettledCount;
    int embeddingDimension;
    long embeddingVersion;
    long plannedEmbeddingVersion;
    @Nullable Long scoreSetId;
    long lastWaveNumber;
    long auditSequence;

    private Draft(ProgressRow row) {
      projectId = row.projectId;
      poolVersion = row.poolVersion;
      itemCount = row.itemCount;
      servedCount = row.servedCount;
      settledCount = row.settledCount;
      unsettledCount = row.unsettledCount;
      embeddingDimension = row.embeddingDimension;
      embeddingVersion = row.embeddingVersion;
      plannedEmbeddingVersion = row.plannedEmbeddingVersion;
      scoreSetId = row.scoreSetId;
      lastWaveNumber = row.lastWaveNumber;
      auditSequence = row.auditSequence;
    }

    private ProgressRow row() {
      return new ProgressRow(
          projectId,
          poolVersion,
          itemCount,
          servedCount,
          settledCount,
          unsettledCount,
          embeddingDimension,
          embeddingVersion,
          plannedEmbeddingVersion,
          scoreSetId,
          lastWaveNumber,
          auditSequence);
    }
  }
}
