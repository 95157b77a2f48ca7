package dev.assay.server.store;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The clock of a machine, which people and programs set, and beside it a count of the time that
 * really passes, which nobody sets.
 */
public interface MachineClock extends InstantSource {

  /**
   * Milliseconds that have passed since some moment. It never counts more than what has passed, and
   * runs backwards only where {@link #countName} changes.
   */
  long elapsedMillis();

  /** Names the count: two readings of one name can be compared, whichever process took them. */
  String countName();

  /**
   * The clock as one of a machine. Where it is none by itself, its own time is what passes: a clock
   * that a test moves moves the time.
   */
  static MachineClock of(InstantSource clock) {
    return clock instanceof MachineClock machine ? machine : new PassingTime(clock);
  }

  /** A clock whose readings are the time that passes. */
  record PassingTime(InstantSource clock) implements MachineClock {

    @Override
    public Instant instant() {
      return clock.instant();
    }

    @Override
    public long elapsedMillis() {
      return clock.millis();
    }

    @Override
    public String countName() {
      return "clock";
    }
  }
}
