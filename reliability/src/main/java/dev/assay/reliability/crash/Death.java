package dev.assay.reliability.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * When and how a connection dies. Steps are counted while it is armed, two for each statement and
 * commit: the moment before it is done and the moment after.
 */
final class Death {
  /** What is found afterwards. */
  enum Kind {
    /** The call fails and so does every later one: the store finds out and is closed. */
    FAILURE,
    /** The process is gone: nobody finds out, and the files stay as they are at that moment. */
    KILL
  }

  private final Kind kind;
  private final int atStep;
  private final Path store;
  private final Path corpse;
  private final AtomicInteger steps = new AtomicInteger();
  private volatile String where = "nowhere";
  private volatile boolean armed;
  private volatile boolean dead;

  /**
   * @param atStep from 1; 0: never
   * @param store the store's file
   * @param corpse where the files go as a killed process leaves them
   */
  Death(Kind kind, int atStep, Path store, Path corpse) {
    this.kind = kind;
    this.atStep = atStep;
    this.store = store;
    this.corpse = corpse;
  }

  void arm() {
    armed = true;
  }

  void disarm() {
    armed = false;
  }

  int steps() {
    return steps.get();
  }

  /** Whether it has happened. */
  boolean happened() {
    return dead;
  }

  /** The step that it happened at, in words. */
  String where() {
    return where;
  }

  /** One step; the connection dies here if it is the one. */
  void step(String what) throws SQLException {
    if (dead) {
      throw new SQLException("[SQLITE_IOERR] the connection is dead");
    }
    if (!armed || steps.incrementAndGet() != atStep) {
      return;
    }
    dead = true;
    where = "step " + atStep + " of it, " + what;
    if (kind == Kind.KILL) {
      try {
        StoreFiles.copy(store, corpse);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw new SQLException("[SQLITE_IOERR] died " + what);
  }
}
