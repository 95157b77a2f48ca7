package dev.assay.server.store.sqlite;

import dev.assay.server.failure.StoreFailed;
import dev.assay.server.store.MachineClock;
import dev.assay.server.store.StoreOpenException;
import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.commit.Engine;
import dev.assay.server.store.commit.IntegrityCheck;
import dev.assay.server.store.commit.ReaderSession;
import dev.assay.server.store.commit.WriterSession;
import dev.assay.server.store.sql.SqlWriterSession;
import dev.assay.server.store.sql.StoreRow;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One SQLite file, of which this process is the only user. */
public final class SqliteEngine implements Engine {
  private final Path place;
  private final StoreFileLock lock;
  private final FilesInPlace files;
  private final SqliteConnections connections;
  private final StoreRow store;
  private final WriterSession writer;
  private final long readMillis;
  private final boolean checked;

  private SqliteEngine(
      Path place,
      StoreFileLock lock,
      FilesInPlace files,
      SqliteConnections connections,
      StoreRow store,
      WriterSession writer,
      long readMillis,
      boolean checked) {
    this.place = place;
    this.lock = lock;
    this.files = files;
    this.connections = connections;
    this.store = store;
    this.writer = writer;
    this.readMillis = readMillis;
    this.checked = checked;
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
    FilesInPlace.requireNoLogWithoutStore(place);
    MachineClock machine = MachineClock.of(clock);
    StoreFileLock lock = StoreFileLock.take(place);
    try {
      return open(lock, place, options, machine, through);
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
      MachineClock clock,
      UnaryOperator<Connection> through)
      throws SQLException {
    SqliteConnections connections = new SqliteConnections(place);
    StoreFile opened = new StoreFile(place, connections);
    Connection writer = opened.prepare(lock, options, clock);
    try {
      StoreRow store = StoreRow.open(writer, clock, lock::openings);
      OpenMark.writeThrough(writer);
      lock.note(store.tokenKey(), store.openings());
      FilesInPlace files = new FilesInPlace(place);
      WriterSession session =
          new SqlWriterSession(
              through.apply(writer),
              new SqliteErrors(),
              store,
              new LogFolding(
                  new OpenMark(writer, files), writer, connections.folder(), new LogLength(place)));
      return new SqliteEngine(
          place,
          lock,
          files,
          connections,
          store,
          session,
          options.readMillis(),
          opened.isChecked());
    } catch (SQLException | RuntimeException e) {
      closeAfter(e, writer);
      throw e;
    }
  }

  /**
   * Closes, unless the file stays marked as open: the last connection takes the log away that the
   * mark asks for, and the store would be refused from then on although nothing of it is lost. The
   * process that could not open it ends.
   */
  private static void closeAfter(Exception e, Connection writer) {
    try {
      OpenMark.takeAway(writer);
      writer.close();
    } catch (SQLException second) {
      e.addSuppressed(second);
    }
  }

  @Override
  public WriterSession writer() {
    return writer;
  }

  @Override
  public ReaderSession openReader() {
    try {
      Connection reader = connections.reader();
      try {
        files.require(); // it was opened by name
        return new SqliteReaderSession(reader, store, readMillis);
      } catch (SQLException | RuntimeException e) {
        reader.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new StoreFailed(e);
    }
  }

  @Override
  public Optional<IntegrityCheck> openCheck() {
    if (checked) {
      return Optional.empty();
    }
    try {
      return Optional.of(new PageCheck(place, connections.reader()));
    } catch (SQLException e) {
      throw new StoreFailed(e);
    }
  }

  @Override
  public void close() {
    try {
      files.putLogOfLostStoreAside();
    } catch (IOException e) {
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
