package dev.assay.server.store;

import dev.assay.v1.WaveInputs;
import dev.assay.v1.WaveOpinion;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Waves and their drawn items. */
public interface WaveTable {
  @Nullable WaveRow find(long projectId, long waveNumber);

  /** All waves of the project in the order of their numbers. */
  List<WaveRow> list(long projectId);

  /** The open waves in the order of their numbers. */
  List<WaveRow> open(long projectId);

  /** Opens a wave: with the items, and with those of its number that were put before. */
  void insert(WaveRow wave, List<WaveItemRow> items);

  /**
   * Stores items of a wave that is not there yet, so that a large one does not take the writer at
   * once. Nothing sees them before the wave is inserted.
   */
  void putItems(long projectId, List<WaveItemRow> items);

  /** Removes items of a wave that was not inserted, at most {@code limit}; how many there were. */
  int removeItems(long projectId, long waveNumber, int limit);

  /** Stores what a wave was computed from, once. */
  void putInputs(long projectId, long waveNumber, WaveInputs inputs);

  /** What a wave was computed from; null for one that was drawn before that was stored. */
  @Nullable WaveInputs inputs(long projectId, long waveNumber);

  /** Stores the second opinion of a wave that has none. */
  void putOpinion(long projectId, WaveOpinion opinion);

  /** Removes the second opinion of a wave, if it has one. */
  void removeOpinion(long projectId, long waveNumber);

  /** The second opinions of the project's waves, in the order of their numbers. */
  List<WaveOpinion> opinions(long projectId);

  /** Items of a wave at positions from {@code fromPosition}, up to {@code limit}. */
  List<WaveItemRow> items(long projectId, long waveNumber, int fromPosition, int limit);

  /** As {@link #items}, each with its item's id and price. */
  List<DrawnItemRow> drawn(long projectId, long waveNumber, int fromPosition, int limit);

  /** Moves an open wave on. */
  void setNextPosition(long projectId, long waveNumber, int nextPosition);

  /** Ends the wave: served or withdrawn. */
  void close(long projectId, long waveNumber, WaveRow.State state, long closedSequence);

  /**
   * Gives the consumer the ordinals of items that are not candidates now: served ones and the
   * unserved ones of open waves.
   */
  void scanTaken(long projectId, IntConsumer consumer);

  /** Gives the consumer the ordinals of what open waves have drawn and not served yet. */
  void scanUnserved(long projectId, IntConsumer consumer);
}
