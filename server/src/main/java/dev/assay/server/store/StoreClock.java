package dev.assay.server.store;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store's time: what transactions are given and leases end by. It never runs backwards, never
 * stands still, and does not follow a clock that was set until that has lasted ({@link ClockRow}).
 */
public final class StoreClock implements InstantSource {
  private static final Logger LOG = LoggerFactory.getLogger(StoreClock.class);

  private final MachineClock clock;
  private volatile ClockRow row;

  /**
   * @param row what was kept
   */
  public StoreClock(ClockRow row, MachineClock clock) {
    this.row = row;
    this.clock = clock;
    tell(null, row);
  }

  /** The store's time now, for questions: nothing is written by it. */
  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }

  @Override
  public long millis() {
    return row.next(clock).nowMillis();
  }

  /** Where the machine's clock is not what it would be by the store's time; null where it is. */
  public @Nullable ClockGap gap() {
    return row.next(clock).gap();
  }

  /** Whether the writer has something to note: a clock that was set, or is to be believed. */
  public boolean hasNews() {
    ClockRow next = row.next(clock);
    return (next.gap() == null) != (row.gap() == null) || next.isToBeBelieved(clock);
  }

  /** Goes on. For the writer alone. */
  public ClockRow advance() {
    ClockRow before = row;
    row = before.next(clock);
    tell(before.gap(), row);
    return row;
  }

  /**
   * Leaps to the machine's clock where that is to be believed. For the writer alone.
   *
   * @return by how much leases are to be put off, in milliseconds: what the machine's count says
   *     has not passed
   */
  public long believe() {
    ClockRow before = advance();
    ClockGap gap = before.gap();
    if (gap == null || !before.isToBeBelieved(clock)) {
      return 0;
    }
    row = before.believing(clock);
    long leap = row.nowMillis() - before.nowMillis();
    LOG.warn(
        "event=clock_believed leap_millis={} effect=\"{}\"",
        leap,
        gap.isCounted() ? "leases are put off by as much" : "leases that are due end");
    return gap.isCounted() ? leap : 0;
  }

  private static void tell(@Nullable ClockGap before, ClockRow after) {
    ClockGap gap = after.gap();
    if (gap == null) {
      if (before != null) {
        LOG.info("event=clock_agrees");
      }
    } else if (before == null || before.sinceWallMillis() != gap.sinceWallMillis()) {
      LOG.warn(
          gap.isAhead()
              ? "event=clock_ahead millis={} effect=\"not believed before it has lasted an hour\""
              : "event=clock_behind millis={} effect=\"the store's time goes on, a little slower\"",
          Math.abs(gap.leadMillis()));
    }
  }
}
