package dev.assay.server.store.sqlite;

import dev.assay.server.failure.StoreFailed;
import dev.assay.server.store.sql.SessionWatch;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds the log back into the file beside the writer (a checkpoint), whenever some megabytes of it
 * have come.
 *
 * <p>SQLite by itself does it within the commit that finds the log long: all pages since the last
 * time are written and forced while everybody waits for that commit. Here it is a thread with a
 * connection of its own. It takes no lock that the writer or a reader needs. What is durable does
 * not change: a commit forces its log before it is acknowledged, and a page is forced into the file
 * before its place in the log is written again.
 */
/*
 * The writer begins the log anew only when it finds all of it folded as it begins a transaction, which
 * beside commits without a pause never happens. So where the log has become long, and little of it is
 * left, the writer folds that rest itself after a commit, at most once for each round of this thread.
 * A question that reads a long-ago state keeps the log from being folded beyond it, and so from being
 * begun anew: its time limit bounds that.
 */
final class LogFolding implements SessionWatch, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogFolding.class);

  /** From a commit to the round that looks whether to fold, in milliseconds. */
  static final long ROUND_MILLIS = 200;

  /**
   * So many pages are folded at once, or more: a page that is written often is then folded once.
   */
  static final int FOLDED_PAGES = 4_000;

  /** A log of so many pages is long. */
  static final int LONG_PAGES = 8_000;

  /** The most pages that the writer folds while others wait for it. */
  static final int WRITER_PAGES = 2_000;

  private final SessionWatch next;
  private final Connection writer;
  private final Connection connection;
  private final LogLength length;
  private final Thread thread;
  private boolean committed;
  private boolean ending;
  private volatile boolean writerFolds;

  /**
   * Begins.
   *
   * @param next is told of everything, too
   * @param writer the writer's connection
   * @param connection used by nobody else; closed before the writer's is
   * @param length tells how long the log is
   */
  LogFolding(SessionWatch next, Connection writer, Connection connection, LogLength length) {
    this.next = next;
    this.writer = writer;
    this.connection = connection;
    this.length = length;
    this.thread = new Thread(this::run, "store-folding");
    this.thread.setDaemon(true);
    this.thread.start();
  }

  @Override
  public void afterCommit() {
    next.afterCommit();
    synchronized (this) {
      committed = true;
      notifyAll();
    }
    if (writerFolds) {
      writerFolds = false;
      try {
        fold(writer);
      } catch (SQLException e) {
        LOG.warn("event=store_log_not_folded", e); // the commit stands, the log holds it
      }
    }
  }

  @Override
  public void beforeClose() {
    close();
    next.beforeClose();
  }

  private void run() {
    try {
      int folded = 0;
      boolean again = false;
      while (awaitRound(again ? 0 : ROUND_MILLIS)) {
        try {
          int pages = length.pages();
          folded = pages < folded ? 0 : folded; // it was begun anew
          boolean isDue = pages - folded >= FOLDED_PAGES || pages > LONG_PAGES;
          Folded round = isDue ? fold(connection) : new Folded(pages, folded);
          boolean isLong = isDue && round.pages > LONG_PAGES;
          writerFolds = isLong && round.rest() <= WRITER_PAGES;
          // A round leaves what was committed during it; where a reader holds it up, it waits.
          again = isLong && !writerFolds && round.folded > folded;
          folded = round.folded;
        } catch (IOException | SQLException e) {
          LOG.warn("event=store_log_not_folded", e); // it grows until a later round succeeds
          again = false;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for a commit and then for the round to be due; returns false at the end. */
  private synchronized boolean awaitRound(long millis) throws InterruptedException {
    while (!committed && !ending) {
      wait();
    }
    long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = millis; left > 0 && !ending; ) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime());
    }
    committed = false;
    return !ending;
  }

  /**
   * What a round came to.
   *
   * @param pages of the log
   * @param folded those of them that are in the file
   */
  private record Folded(int pages, int folded) {
    int rest() {
      return pages - folded;
    }
  }

  private static Folded fold(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(PASSIVE)")) {
      return row.next() ? new Folded(row.getInt(2), row.getInt(3)) : new Folded(0, 0);
    }
  }

  /** Ends it, and returns when it has ended. */
  @Override
  public void close() {
    synchronized (this) {
      ending = true;
      notifyAll();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    try {
      connection.close();
    } catch (SQLException e) {
      throw new StoreFailed(e);
    }
  }
}
