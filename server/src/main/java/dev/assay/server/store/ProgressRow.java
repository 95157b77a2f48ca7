package dev.assay.server.store;

import org.jspecify.annotations.Nullable;

/** What changes with the work on a project; see the table's columns. */
public record ProgressRow(
    long projectId,
    long poolVersion,
    int itemCount,
    int servedCount,
    int settledCount,
    int embeddingDimension,
    @Nullable Long scoreSetId,
    long lastWaveNumber,
    long auditSequence) {}
