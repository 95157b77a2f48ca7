package dev.assay.server.store;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One wave; see the table's columns. {@code classControls} has one number for each class, or none
 * without scores.
 */
public record WaveRow(
    long projectId,
    long waveNumber,
    State state,
    long policyVersion,
    @Nullable Long scoreSetId,
    @Nullable Long embeddingVersion,
    String strategy,
    double explorationShare,
    double sharpness,
    long seed,
    int poolCount,
    int candidateCount,
    int drawCount,
    int nextPosition,
    int judgedCount,
    double judgedControl,
    double[] classControls,
    ByteString digest,
    long drawnSequence,
    @Nullable Long closedSequence,
    long createdMillis) {

  /** Where a wave is in its life. */
  public enum State {
    OPEN,
    SERVED,
    WITHDRAWN
  }

  /** The wave, served up to another position. */
  public WaveRow servedTo(int position) {
    return new WaveRow(
        projectId,
        waveNumber,
        state,
        policyVersion,
        scoreSetId,
        embeddingVersion,
        strategy,
        explorationShare,
        sharpness,
        seed,
        poolCount,
        candidateCount,
        drawCount,
        position,
        judgedCount,
        judgedControl,
        classControls,
        digest,
        drawnSequence,
        closedSequence,
        createdMillis);
  }

  /** The number of its items that have not been served. */
  public int unservedCount() {
    return drawCount - nextPosition;
  }
}
