package dev.assay.server.pool;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.v1.PutItemsResponse;

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

  /** What was stored, as a part is remembered. */
  ByteString toBytes() {
    return PutItemsResponse.newBuilder()
        .setCreatedCount(createdCount)
        .setUpdatedCount(updatedCount)
        .setUnchangedCount(unchangedCount)
        .build()
        .toByteString();
  }

  static PutOutcome parse(ByteString bytes) {
    try {
      PutItemsResponse counts = PutItemsResponse.parseFrom(bytes);
      return new PutOutcome(
          Math.toIntExact(counts.getCreatedCount()),
          Math.toIntExact(counts.getUpdatedCount()),
          Math.toIntExact(counts.getUnchangedCount()),
          0);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a remembered part cannot be read", e);
    }
  }
}
