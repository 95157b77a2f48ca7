package dev.assay.server.store;

import org.jspecify.annotations.Nullable;

/** What one PutScores stream made; see the table's columns. */
public record ScoreSetRow(
    long scoreSetId,
    long projectId,
    String modelVersion,
    long revision,
    @Nullable Long baseId,
    boolean published,
    int classCount,
    int ensembleSize,
    int rowCount,
    int scoredCount,
    int poolCount,
    long afterWave,
    long publishedMillis,
    String requestId) {}
