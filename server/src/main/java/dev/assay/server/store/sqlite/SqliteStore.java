package dev.assay.server.store.sqlite;

import dev.assay.server.failure.StoreFailed;
import dev.assay.server.store.Store;
import dev.assay.server.store.StoreOpenException;
import dev.assay.server.store.StoreOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A store in one SQLite file, of which this process is the only user. */
public final class SqliteStore implements Store {
  private final StoreFileLock lock;
  private final WriterSession session;
  private final GroupWriter writer;
  private final ReaderPool readers;

  private SqliteStore(
      StoreFileLock lock, WriterSession session, GroupWriter writer, ReaderPool readers) {
    this.lock = lock;
    this.session = session;
    this.writer = writer;
    this.readers = readers;
  }

  /**
   * Opens the store, or makes it where the file does not exist, and brings its schema up to date.
   *
   * @throws StoreOpenException when it cannot: the file is used by another process, damaged, made
   *     by a newer server, or no store
   */
  public static SqliteStore open(Path file, StoreOptions options, InstantSource clock) {
    return open(file, options, clock, UnaryOperator.identity());
  }

  /**
   * As the other, but the writer works through what {@code through} makes of its connection: a way
   * to watch it, or to make it fail.
   */
  public static SqliteStore open(
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

  private static SqliteStore open(
      StoreFileLock lock,
      Path place,
      StoreOptions options,
      InstantSource clock,
      UnaryOperator<Connection> through)
      throws SQLException {
    SqliteConnections connections = new SqliteConnections(place);
    StoreFile.Opened contents = new StoreFile(place, connections).open(options, clock);
    try {
      WriterSession session =
          new WriterSession(
              through.apply(contents.writer()), contents.tokenKey(), contents.clockMillis());
      GroupWriter writer = new GroupWriter(session, options, clock);
      ReaderPool readers = new ReaderPool(connections, contents.tokenKey(), options, writer::halt);
      writer.start();
      return new SqliteStore(lock, session, writer, readers);
    } catch (SQLException | RuntimeException e) {
      contents.writer().close();
      throw e;
    }
  }

  @Override
  public <R> CompletableFuture<R> write(UnitOfWork<R> work) {
    return writer.submit(work, false);
  }

  @Override
  public <R> CompletableFuture<R> rehearse(UnitOfWork<R> work) {
    return writer.submit(work, true);
  }

  @Override
  public <R> R read(Question<R> question) {
    return readers.ask(question);
  }

  @Override
  public void halt(RuntimeException because) {
    writer.halt(because);
  }

  @Override
  public boolean isHealthy() {
    return writer.isHealthy();
  }

  @Override
  public void close() {
    writer.drain();
    try {
      readers.close();
      session.close();
    } catch (SQLException e) {
      throw new StoreFailed(e);
    } finally {
      release(lock);
    }
  }

  private static void release(StoreFileLock lock) {
    try {
      lock.close();
    } catch (IOException e) {
      throw new StoreFailed(e);
    }
  }
}
