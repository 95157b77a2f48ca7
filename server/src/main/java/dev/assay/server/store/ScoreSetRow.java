package dev.assay.server.store;

import org.jspecify.annotations.Nullable;

/**
 * What one PutScores stream made; see the table's columns.
 *
 * @param used whether readers see it or have seen it; false where too few of the items that were
 *     not served had scores
 * @param unscoredCount items that were not served when it was published and have no scores of it
 */
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
    String requestId,
    boolean used,
    int unscoredCount) {}
