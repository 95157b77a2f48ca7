package dev.assay.server.budget;

import java.time.Duration;

/**
 * The time that a forecast looks back on, in bins of equal length.
 *
 * <p>Bins are days where there are seven of them, so that nights and lunches are the same in each;
 * a part of a day at the start is left out. Below that there are not enough days to tell how much
 * they differ, and the window is divided in 24: a night among them makes the interval longer than
 * it need be for a forecast of days, and not for one of hours.
 */
record ForecastWindow(long endMillis, long binMillis, int binCount) {
  static final long MIN_MILLIS = Duration.ofMinutes(1).toMillis();
  static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
  static final int MIN_DAYS = 7;
  static final int PARTS = 24;

  /** The window of that length; without bins where it is shorter than {@link #MIN_MILLIS}. */
  static ForecastWindow of(long endMillis, long lengthMillis) {
    if (lengthMillis < MIN_MILLIS) {
      return new ForecastWindow(endMillis, 0, 0);
    }
    long days = lengthMillis / DAY_MILLIS;
    return days >= MIN_DAYS
        ? new ForecastWindow(endMillis, DAY_MILLIS, Math.toIntExact(days))
        : new ForecastWindow(endMillis, lengthMillis / PARTS, PARTS);
  }

  long startMillis() {
    return endMillis - binCount * binMillis;
  }

  /** The start of the window and the end of each bin. */
  long[] edges() {
    long[] edges = new long[binCount + 1];
    for (int i = 0; i <= binCount; i++) {
      edges[i] = startMillis() + i * binMillis;
    }
    return edges;
  }
}
