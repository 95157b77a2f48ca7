package dev.assay.server.pool;

import org.jspecify.annotations.Nullable;

/**
 * One consistent state of a project's pool, as of one commit. Immutable: later changes make other
 * snapshots, which share what they did not change.
 */
public final class PoolSnapshot {
  private final long poolVersion;
  private final long contentVersion;
  private final int itemCount;
  private final OrdinalSet taken;
  private final PriceColumn prices;
  private final @Nullable Long scoreSetId;
  private final @Nullable ScoreColumns scores;

  private PoolSnapshot(
      long poolVersion,
      long contentVersion,
      int itemCount,
      OrdinalSet taken,
      PriceColumn prices,
      @Nullable Long scoreSetId,
      @Nullable ScoreColumns scores) {
    this.poolVersion = poolVersion;
    this.contentVersion = contentVersion;
    this.itemCount = itemCount;
    this.taken = taken;
    this.prices = prices;
    this.scoreSetId = scoreSetId;
    this.scores = scores;
  }

  /** As read from the store, without the score set's columns. */
  static PoolSnapshot read(
      long poolVersion,
      int itemCount,
      OrdinalSet taken,
      PriceColumn prices,
      @Nullable Long scoreSetId) {
    return new PoolSnapshot(poolVersion, poolVersion, itemCount, taken, prices, scoreSetId, null);
  }

  /** Counts the pool's changes: a later state has a larger one. */
  public long poolVersion() {
    return poolVersion;
  }

  /** Ordinals go from 0 to below it. */
  public int itemCount() {
    return itemCount;
  }

  /** Whether the item is no candidate: it was served, or an open wave has drawn it. */
  public boolean isTaken(int ordinal) {
    return taken.contains(ordinal);
  }

  /** The number of items that are no candidates. */
  public int takenCount() {
    return taken.size();
  }

  /** In millionths of the project's currency; -1 for the project's default price. */
  public long priceMicros(int ordinal) {
    return prices.get(ordinal);
  }

  /** The published scores; null before the first are published. */
  public @Nullable ScoreColumns scores() {
    return scores;
  }

  /** The pool version of a change of items or scores that no later change of either followed. */
  long contentVersion() {
    return contentVersion;
  }

  @Nullable Long scoreSetId() {
    return scoreSetId;
  }

  /** Whether the columns here are the published score set's, and not those of one before it. */
  boolean hasItsScores() {
    return scoreSetId == null || (scores != null && scores.scoreSetId() == scoreSetId);
  }

  PoolSnapshot withScores(ScoreColumns columns) {
    return new PoolSnapshot(
        poolVersion, contentVersion, itemCount, taken, prices, scoreSetId, columns);
  }

  PoolSnapshot withTaken(long version, OrdinalSet changed) {
    return new PoolSnapshot(
        version, contentVersion, itemCount, changed, prices, scoreSetId, scores);
  }

  PoolSnapshot withItems(long version, int count, PriceColumn changed) {
    return new PoolSnapshot(version, version, count, taken, changed, scoreSetId, scores);
  }

  PoolSnapshot withPublished(long version, long publishedId) {
    return new PoolSnapshot(version, version, itemCount, taken, prices, publishedId, scores);
  }

  OrdinalSet taken() {
    return taken;
  }

  PriceColumn prices() {
    return prices;
  }

  /** About how much memory it takes. */
  long bytes() {
    return 96 + taken.bytes() + prices.bytes() + (scores == null ? 0 : scores.bytes());
  }
}
