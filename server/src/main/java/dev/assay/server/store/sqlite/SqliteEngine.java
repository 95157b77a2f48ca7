package dev.assay.server.store.sqlite;

import dev.assay.server.failure.StoreFailed;
import dev.assay.server.store.StoreOpenException;
import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.commit.Engine;
import dev.assay.server.store.commit.ReaderSession;
import dev.assay.server.store.commit.WriterSession;
import dev.assay.server.store.sql.SqlWriterSession;
import dev.assay.server.store.sql.StoreRow;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/** One SQLite file, of which this process is the only user. */
public final class SqliteEngine implements Engine {
  private final StoreFileLock lock;
  private final SqliteConnections connections;
  private final StoreRow store;
  private final WriterSession writer;
  private final long readMillis;

  private SqliteEngine(
      StoreFileLock lock,
      SqliteConnections connections,
      StoreRow store,
      WriterSession writer,
      long readMillis) {
    this.lock = lock;
    this.connections = connections;
    this.store = store;
    this.writer = writer;
    this.readMillis = readMillis;
  }

  /**
   * Opens the file, or makes it where it does not exist, and brings its schema up to date.
   *
   * @throws StoreOpenException when it cannot: the file is used by another process, damaged, made
   *     by a newer server, or no store
   */
  public static SqliteEngine open(Path file, StoreOptions options, InstantSource clock) {
    return open(file, options, clock, UnaryOperator.identity());
  }

  /**
   * As the other, but the writer works through what {@code through} makes of its connection: a way
   * to watch it, or to make it fail.
   */
  public static SqliteEngine open(
      Path file, StoreOptions options, InstantSource clock, UnaryOperator<Connection> through) {
    Path place = StorePath.of(file);
    StoreFileLock lock = StoreFileLock.take(place);
    try {
      return open(lock, place, options, clock, through);
    } catch (SQLException e) {
      release(lock);
      throw StoreFile.refusal(place, e);
    } catch (RuntimeException e) {
      release(lock);
      throw e;
    }
  }

  private static SqliteEngine open(
      StoreFileLock lock,
      Path place,
      StoreOptions options,
      InstantSource clock,
      UnaryOperator<Connection> through)
      throws SQLException {
    SqliteConnections connections = new SqliteConnections(place);
    new StoreFile(place, connections).prepare(options, clock);
    Connection writer = connections.writer(); // which plans by the statistics that are there now
    try {
      StoreRow store = StoreRow.readOrMake(writer, place.toString(), clock);
      WriterSession session =
          new SqlWriterSession(through.apply(writer), new SqliteErrors(), store);
      return new SqliteEngine(lock, connections, store, session, options.readMillis());
    } catch (SQLException | RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  @Override
  public WriterSession writer() {
    return writer;
  }

  @Override
  public ReaderSession openReader() {
    try {
      return new SqliteReaderSession(connections.reader(), store, readMillis);
    } catch (SQLException e) {
      throw new StoreFailed(e);
    }
  }

  @Override
  public void close() {
    release(lock);
  }

  private static void release(StoreFileLock lock) {
    try {
      lock.close();
    } catch (IOException e) {
      throw new StoreFailed(e);
    }
  }
}
