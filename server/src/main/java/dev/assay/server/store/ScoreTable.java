package dev.assay.server.store;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Score sets: staged chunk by chunk, published as a whole. */
public interface ScoreTable {
  @Nullable ScoreSetRow find(long scoreSetId);

  /** The published revisions of a model version, oldest first. */
  List<ScoreSetRow> revisions(long projectId, String modelVersion);

  /**
   * Up to {@code limit} published sets with numbers below {@code beforeId}, newest first; only the
   * latest revision of each version.
   */
  List<ScoreSetRow> latest(long projectId, long beforeId, int limit);

  /**
   * Inserts an unpublished set and returns its number: one more than the largest that is stored.
   * The row's own number is not read.
   */
  long insert(ScoreSetRow row);

  void appendChunk(long scoreSetId, int chunk, ScoreChunkRow rows);

  /**
   * Marks the set as published and replaces its revision, its base, the counts, the time, and
   * whether it is used.
   */
  void publish(ScoreSetRow row);

  /** Marks a published set as used. */
  void use(long scoreSetId);

  /** The largest number of a set of the project that is or was used; 0 when there is none. */
  long lastUsed(long projectId);

  /** Gives the chunks of one set to the consumer in their order, without its bases'. */
  void scan(long scoreSetId, Consumer<ScoreChunkRow> consumer);

  /**
   * Removes up to {@code chunkLimit} chunks of a set that was never published, and the set when no
   * chunk is left. Returns whether no such set is left.
   */
  boolean discard(long scoreSetId, int chunkLimit);

  /** Numbers of the sets that were never published: left by streams that broke off. */
  List<Long> unpublished();
}
