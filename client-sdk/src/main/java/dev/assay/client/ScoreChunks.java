package dev.assay.client;

import com.google.protobuf.CodedOutputStream;
import dev.assay.v1.PutScoresHeader;
import dev.assay.v1.PutScoresRequest;
import dev.assay.v1.ScoreChunk;
import org.jspecify.annotations.Nullable;

/**
 * Packs rows of scores into the messages of a PutScores stream. The header says the ensemble size,
 * so the first row is read before it is sent.
 */
final class ScoreChunks implements Chunks<PutScoresRequest> {
  private final ScoreCursor cursor;
  private final PutOptions options;
  private PutScoresHeader.@Nullable Builder header;
  private @Nullable ScoreShape shape;
  private boolean onRow;

  ScoreChunks(PutScoresHeader header, Scores scores, PutOptions options) {
    this.header = header.toBuilder();
    this.cursor = scores.cursor();
    this.options = options;
  }

  @Override
  public @Nullable Chunk<PutScoresRequest> next() {
    if (header != null) {
      advance();
      PutScoresRequest first =
          PutScoresRequest.newBuilder()
              .setHeader(header.setEnsembleSize(shape == null ? 0 : shape.ensembleSize()))
              .build();
      header = null;
      return new Chunk<>(first, 0, first.getSerializedSize());
    }
    ScoreChunk.Builder chunk = ScoreChunk.newBuilder();
    int bytes = 0;
    while (onRow && chunk.getItemIdsCount() < options.chunkRows()) {
      int size = rowBytes();
      if (chunk.getItemIdsCount() > 0 && bytes + size > options.chunkBytes()) {
        break;
      }
      cursor.appendTo(chunk);
      bytes += size;
      advance();
    }
    if (chunk.getItemIdsCount() == 0) {
      return null;
    }
    PutScoresRequest message = PutScoresRequest.newBuilder().setChunk(chunk).build();
    return new Chunk<>(message, chunk.getItemIdsCount(), message.getSerializedSize());
  }

  private void advance() {
    onRow = cursor.advance();
    if (!onRow) {
      return;
    }
    if (shape == null) {
      shape = cursor.shape();
    } else {
      shape.requireSame(cursor.shape(), cursor.itemId());
    }
  }

  private int rowBytes() {
    int numbers = cursor.shape().rowBytes();
    return numbers + CodedOutputStream.computeStringSizeNoTag(cursor.itemId());
  }
}
