package dev.assay.server.store;

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

  ProgressRow withPoolVersion(long version) {
    return new ProgressRow(
        projectId,
        version,
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

  ProgressRow withItemCount(int count) {
    return new ProgressRow(
        projectId,
        poolVersion,
        count,
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

  ProgressRow withServedCount(int count) {
    return new ProgressRow(
        projectId,
        poolVersion,
        itemCount,
        count,
        settledCount,
        unsettledCount,
        embeddingDimension,
        embeddingVersion,
        plannedEmbeddingVersion,
        scoreSetId,
        lastWaveNumber,
        auditSequence);
  }

  ProgressRow withSettled(int settled, int unsettled) {
    return new ProgressRow(
        projectId,
        poolVersion,
        itemCount,
        servedCount,
        settled,
        unsettled,
        embeddingDimension,
        embeddingVersion,
        plannedEmbeddingVersion,
        scoreSetId,
        lastWaveNumber,
        auditSequence);
  }

  ProgressRow withEmbeddingDimension(int dimension) {
    return new ProgressRow(
        projectId,
        poolVersion,
        itemCount,
        servedCount,
        settledCount,
        unsettledCount,
        dimension,
        embeddingVersion,
        plannedEmbeddingVersion,
        scoreSetId,
        lastWaveNumber,
        auditSequence);
  }

  ProgressRow withEmbeddingVersions(long version, long planned) {
    return new ProgressRow(
        projectId,
        poolVersion,
        itemCount,
        servedCount,
        settledCount,
        unsettledCount,
        embeddingDimension,
        version,
        planned,
        scoreSetId,
        lastWaveNumber,
        auditSequence);
  }

  ProgressRow withScoreSetId(long id) {
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
        (Long) id,
        lastWaveNumber,
        auditSequence);
  }

  ProgressRow withLastWaveNumber(long number) {
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
        number,
        auditSequence);
  }

  ProgressRow withAuditSequence(long sequence) {
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
        sequence);
  }
}
