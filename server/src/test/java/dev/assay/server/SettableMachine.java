package dev.assay.server;

import dev.assay.server.store.MachineClock;
import java.time.Duration;
import java.time.Instant;

/** A machine whose time passes as the test says, and whose clock the test sets. */
public final class SettableMachine implements MachineClock {
  private long wallMillis = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
  private long elapsedMillis = 1_000;
  private int boot;

  @Override
  public synchronized Instant instant() {
    return Instant.ofEpochMilli(wallMillis);
  }

  @Override
  public synchronized long elapsedMillis() {
    return elapsedMillis;
  }

  @Override
  public synchronized String countName() {
    return "boot " + boot;
  }

  /** Time passes. */
  public synchronized void pass(Duration duration) {
    wallMillis += duration.toMillis();
    elapsedMillis += duration.toMillis();
  }

  /** Somebody sets the clock. */
  public synchronized void set(Duration forward) {
    wallMillis += forward.toMillis();
  }

  /** The machine is off for so long: nobody counts. */
  public synchronized void boot(Duration off) {
    wallMillis += off.toMillis();
    elapsedMillis = 0;
    boot++;
  }
}
