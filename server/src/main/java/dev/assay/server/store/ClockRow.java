package dev.assay.server.store;

import org.jspecify.annotations.Nullable;

/**
 * What a store knows of time: kept with every commit, so that a restart goes on from there.
 *
 * @param nowMillis the latest time given out, in milliseconds since 1970
 * @param measuredMillis a time that began as {@code nowMillis} and has gone on by what a machine
 *     has counted, and by nothing else: no setting of a clock moves it
 * @param countName the count that was read last; empty where none was read yet
 * @param countMillis what it said
 * @param gap where the machine's clock is not what the store's time would be, or null
 */
public record ClockRow(
    long nowMillis,
    long measuredMillis,
    String countName,
    long countMillis,
    @Nullable ClockGap gap) {
  /*
   * A machine's clock is set: by hand, by a server of time after a boot, by mistake. Leases, budget
   * lines, days and remembered answers must not follow it blindly. Against it stands the machine's
   * count of the time that passes.
   *
   * - The store's time goes on by the count. Where the clock is less than TOLERANCE away from that,
   *   the clock is followed (time never runs backwards all the same: it waits for a clock behind).
   * - A clock that is ahead by more is not believed at first. The store's time goes on by the count
   *   until the clock has stayed ahead for BELIEVED_AFTER; then the store's time leaps to it. Where
   *   the count bears witness that this time has not passed, the leap is no part of any lease.
   * - A clock that is behind by more never stops the store's time. It goes on by the count, an
   *   eighth slower, so that the clock catches up: three hours within a day.
   * - After a boot nobody has counted. What the clock says then is a gap like any other, whose age is
   *   told by the clock alone when the next process comes before the hour is over.
   */
  /** A clock this near to the store's time is followed, in milliseconds: a minute. */
  public static final long TOLERANCE_MILLIS = 60_000;

  /** A clock that has stayed ahead for so long is right, in milliseconds: an hour. */
  public static final long BELIEVED_AFTER_MILLIS = 3_600_000;

  /** While the clock is behind, one of so many parts of the passing time is left out. */
  public static final int SLOWED_BY = 8;

  /** The time of a store that is made now. */
  public static ClockRow begin(MachineClock clock) {
    long now = clock.millis();
    return new ClockRow(now, now, clock.countName(), clock.elapsedMillis(), null);
  }

  /** A later time. */
  public ClockRow next(MachineClock clock) {
    long wall = clock.millis();
    String name = clock.countName();
    long count = clock.elapsedMillis();
    if (countName.isEmpty()) {
      return new ClockRow(Math.max(nowMillis, wall), measuredMillis, name, count, null);
    }
    boolean counted = name.equals(countName);
    long passed = counted ? Math.max(count - countMillis, 0) : 0;
    long measured = measuredMillis + passed;
    long ahead = wall - (nowMillis + passed);
    if (Math.abs(ahead) <= TOLERANCE_MILLIS) {
      return new ClockRow(Math.max(nowMillis, wall), measured, name, count, null);
    }
    ClockGap known = known(ahead, counted);
    ClockGap now =
        known == null
            ? new ClockGap(ahead > 0, wall, measured, nowMillis + passed, ahead, counted)
            : known;
    long slowed = (measured - now.sinceMeasuredMillis()) / SLOWED_BY * (SLOWED_BY - 1);
    long time = ahead > 0 ? nowMillis + passed : now.storeMillis() + slowed;
    return new ClockRow(Math.max(nowMillis, time), measured, name, count, now);
  }

  /** The gap that this one is, or null where it is another: the clock was set once more. */
  private @Nullable ClockGap known(long ahead, boolean counted) {
    if (gap == null || gap.isAhead() != ahead > 0) {
      return null;
    }
    if (!counted) {
      return gap.afterBoot(ahead);
    }
    boolean isSetAgain = Math.abs(ahead - gap.leadMillis()) > TOLERANCE_MILLIS;
    return gap.isAhead() && isSetAgain ? null : gap;
  }

  /** Whether the clock has stayed ahead for so long that it is to be believed. */
  public boolean isToBeBelieved(MachineClock clock) {
    if (gap == null || !gap.isAhead()) {
      return false;
    }
    long witnessed = measuredMillis - gap.sinceMeasuredMillis();
    long told = gap.isCounted() ? 0 : clock.millis() - gap.sinceWallMillis();
    return Math.max(witnessed, told) >= BELIEVED_AFTER_MILLIS;
  }

  /** The time after a leap to what the clock says. */
  public ClockRow believing(MachineClock clock) {
    return new ClockRow(
        Math.max(nowMillis, clock.millis()), measuredMillis, countName, countMillis, null);
  }
}
