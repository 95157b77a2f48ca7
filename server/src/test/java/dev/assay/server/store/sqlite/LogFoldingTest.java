package dev.assay.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.store.sql.SessionWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log is folded back beside the writer, whose commits do not do it. */
@SuppressWarnings("NullAway.Init")
final class LogFoldingTest {
  private static final int MEBIBYTE = 1 << 20;

  /** A page of the file. */
  private static final int PAGE_BYTES = 4_096;

  private static final long MOST_NANOS = 60_000_000_000L;

  @TempDir private Path folder;
  private Path file;
  private SqliteConnections connections;
  private Connection writer;

  private final AtomicInteger commits = new AtomicInteger();
  private final AtomicInteger ends = new AtomicInteger();
  private final SessionWatch next =
      new SessionWatch() {
        @Override
        public void afterCommit() {
          commits.incrementAndGet();
        }

        @Override
        public void beforeClose() {
          ends.incrementAndGet();
        }
      };

  @BeforeEach
  void open() throws SQLException {
    file = folder.resolve("folded.db");
    connections = new SqliteConnections(file);
    writer = connections.writer();
    SqliteConnections.execute(writer, "CREATE TABLE large (number INTEGER, content BLOB)");
  }

  @AfterEach
  void close() throws SQLException {
    writer.close();
  }

  private void commit(int mebibytes) throws SQLException {
    SqliteConnections.execute(
        writer, "INSERT INTO large VALUES (0, zeroblob(" + (long) mebibytes * MEBIBYTE + "))");
  }

  @Test
  void whatIsCommittedIsInTheFileSoonAndNotByTheCommit() throws Exception {
    try (LogFolding folding =
        new LogFolding(next, writer, connections.folder(), new LogLength(file))) {
      commit(20);
      assertThat(Files.size(file))
          .as("more pages than SQLite leaves by itself")
          .isLessThan(MEBIBYTE);
      folding.afterCommit();
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(Files.size(file)).isGreaterThan(20 * MEBIBYTE));
      assertThat(commits).hasValue(1);
    }
  }

  @Test
  void aQuestionThatIsReadMeanwhileSeesItsMoment() throws Exception {
    try (LogFolding folding =
            new LogFolding(next, writer, connections.folder(), new LogLength(file));
        Connection reader = connections.reader()) {
      commit(1);
      SqliteConnections.execute(reader, "BEGIN");
      String before = SqliteConnections.text(reader, "SELECT count(*) FROM large");
      commit(20);
      folding.afterCommit();
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(Files.size(file)).isGreaterThan(MEBIBYTE));
      assertThat(SqliteConnections.text(reader, "SELECT count(*) FROM large")).isEqualTo(before);
      SqliteConnections.execute(reader, "COMMIT");
      assertThat(SqliteConnections.text(reader, "SELECT count(*) FROM large")).isEqualTo("2");
    }
  }

  @Test
  void theLogIsBegunAnewThoughCommitsNeverPause() throws Exception {
    LogLength length = new LogLength(file);
    int most = LogFolding.LONG_PAGES * PAGE_BYTES / MEBIBYTE + 4;
    try (LogFolding folding = new LogFolding(next, writer, connections.folder(), length)) {
      commit(most);
      int before = length.pages();
      assertThat(before).isGreaterThan(LogFolding.LONG_PAGES);
      long began = System.nanoTime();
      while (length.pages() >= before && System.nanoTime() - began < MOST_NANOS) {
        before = length.pages();
        SqliteConnections.execute(writer, "INSERT INTO large VALUES (0, NULL)");
        folding.afterCommit();
      }
      assertThat(length.pages()).as("after %s commits", commits.get()).isLessThan(before);
    }
  }

  private long logBytes() throws IOException {
    return Files.size(FilesInPlace.log(file));
  }

  @Test
  void theLengthOfALogIsThatOfTheOneThatIsWrittenNow() throws Exception {
    LogLength length = new LogLength(file);
    commit(3);
    assertThat(length.pages()).isBetween(3 * MEBIBYTE / PAGE_BYTES, 4 * MEBIBYTE / PAGE_BYTES);
    long bytes = logBytes();
    SqliteConnections.text(writer, "PRAGMA wal_checkpoint(RESTART)");
    commit(1);
    assertThat(logBytes()).as("written over").isEqualTo(bytes);
    assertThat(length.pages()).isBetween(MEBIBYTE / PAGE_BYTES, 2 * MEBIBYTE / PAGE_BYTES);
  }

  @Test
  void itEndsBeforeTheWriterDoes() throws Exception {
    LogFolding folding = new LogFolding(next, writer, connections.folder(), new LogLength(file));
    commit(1);
    folding.afterCommit();
    folding.beforeClose();
    assertThat(ends).hasValue(1);
    writer.close();
    assertThat(FilesInPlace.log(file)).as("removed by the last one to close").doesNotExist();
  }
}
