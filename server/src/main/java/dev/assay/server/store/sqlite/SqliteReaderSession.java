package dev.assay.server.store.sqlite;

import dev.assay.server.store.Store.Question;
import dev.assay.server.store.commit.ReaderSession;
import dev.assay.server.store.sql.SqlReaderSession;
import dev.assay.server.store.sql.StoreRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;

/** A reader whose questions may take so long. */
final class SqliteReaderSession implements ReaderSession {
  /** How often the limit is looked at: some milliseconds of work. */
  private static final int STEPS_PER_LOOK = 50_000;

  private final SqlReaderSession session;
  private final long limitNanos;
  private long began;

  SqliteReaderSession(Connection connection, StoreRow store, long limitMillis) throws SQLException {
    this.session = new SqlReaderSession(connection, new SqliteErrors(), store);
    this.limitNanos = TimeUnit.MILLISECONDS.toNanos(limitMillis);
    ProgressHandler.setHandler(
        connection,
        STEPS_PER_LOOK,
        new ProgressHandler() {
          @Override
          protected int progress() {
            return System.nanoTime() - began > limitNanos ? 1 : 0;
          }
        });
  }

  @Override
  public <R> R ask(Question<R> question) {
    began = System.nanoTime();
    return session.ask(
        tables -> {
          try {
            return question.ask(tables);
          } finally {
            began = System.nanoTime(); // the end of the transaction has its own time
          }
        });
  }

  @Override
  public @Nullable RuntimeException failure() {
    return session.failure();
  }

  @Override
  public boolean foundDamage() {
    return session.foundDamage();
  }

  @Override
  public void close() {
    session.close();
  }
}
