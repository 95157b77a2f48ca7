package dev.assay.server.pool;

/**
 * What storing a part of a chunk did.
 *
 * @param otherDimension 0; or else nothing was stored, because the project's embeddings have this
 *     dimension
 */
record PutOutcome(int createdCount, int updatedCount, int unchangedCount, int otherDimension) {
  static PutOutcome refused(int otherDimension) {
    return new PutOutcome(0, 0, 0, otherDimension);
  }
}
