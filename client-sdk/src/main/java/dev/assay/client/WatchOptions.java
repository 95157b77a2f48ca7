package dev.assay.client;

import java.time.Duration;

/**
 * How long a watch waits, and when it ends. Each pause without a change is twice the one before, up
 * to the longest; after a change it is the first again.
 *
 * @param firstPause before the server is asked again, above 0
 * @param longestPause at least the first
 * @param quietLimit the watch ends when nothing has changed for so long, above 0
 * @param maxChanges the watch ends after so many, the first estimate included, at least 1
 */
public record WatchOptions(
    Duration firstPause, Duration longestPause, Duration quietLimit, int maxChanges) {
  /** Checks them. */
  public WatchOptions {
    if (firstPause.isNegative() || firstPause.isZero()) {
      throw new IllegalArgumentException("firstPause must be above 0, not " + firstPause);
    }
    if (longestPause.compareTo(firstPause) < 0) {
      throw new IllegalArgumentException(
          "longestPause must be at least firstPause, not " + longestPause);
    }
    if (quietLimit.isNegative() || quietLimit.isZero()) {
      throw new IllegalArgumentException("quietLimit must be above 0, not " + quietLimit);
    }
    if (maxChanges < 1) {
      throw new IllegalArgumentException("maxChanges must be at least 1, not " + maxChanges);
    }
  }

  /**
   * Returns pauses from 1 second to 1 minute, and an end after an hour without a change or 10,000
   * changes.
   */
  public static WatchOptions defaults() {
    return new WatchOptions(
        Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofHours(1), 10_000);
  }

  /**
   * Returns these with another time without a change after which a watch ends.
   *
   * @param limit above 0
   */
  public WatchOptions withQuietLimit(Duration limit) {
    return new WatchOptions(firstPause, longestPause, limit, maxChanges);
  }

  Duration pauseAfter(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(longestPause) < 0 ? twice : longestPause;
  }
}
