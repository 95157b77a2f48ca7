package dev.assay.server.store;

import org.jspecify.annotations.Nullable;

/**
 * What one PutScores stream made; see the table's columns.
 *
 * @param used whether readers see it or have seen it; false where too few of the items that were
 *     not served had scores
 * @param unscoredCount items that were not served when it was published and have no scores of it
 * @param trainedThrough the last wave whose labels the model could have learnt from; {@link
 *     #OUT_OF_FOLD} where no item's scores come from a model that learnt from its label; null where
 *     it could have learnt from all that were there
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
    int unscoredCount,
    @Nullable Long trainedThrough) {
  /** Of scores that are cross-fitted. */
  public static final long OUT_OF_FOLD = -1;
}
