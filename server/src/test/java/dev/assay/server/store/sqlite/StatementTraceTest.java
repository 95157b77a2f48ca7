package dev.assay.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.store.Store;
import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.engine.StoreEngines;
import dev.assay.server.store.testkit.SampleRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StatementTraceTest {
  private static final InstantSource CLOCK = () -> Instant.ofEpochMilli(1_700_000_000_000L);
  private static final List<String> TABLES =
      List.of("project", "progress", "budget", "item", "journal_entry", "request", "store");

  @TempDir private Path folder = Path.of("");

  private void work(Path file, UnaryOperator<Connection> through) {
    try (Store store =
        StoreEngines.over(
            SqliteEngine.open(file, StoreOptions.defaults(), CLOCK, through),
            StoreOptions.defaults(),
            CLOCK)) {
      long project = store.write(t -> SampleRows.project(t, "p", 1_000_000)).join();
      store
          .write(
              t -> {
                t.items().insert(project, SampleRows.items(0, 50));
                t.progress().addItems(project, 50);
                return Objects.requireNonNull(t.items().find(project, 7));
              })
          .join();
      assertThatThrownBy(
              () ->
                  store
                      .write(
                          t -> {
                            t.progress().addItems(project, 1);
                            throw new IllegalArgumentException("undone");
                          })
                      .join())
          .hasCauseInstanceOf(IllegalArgumentException.class);
    }
  }

  /** Everything that is in the tables. */
  private static List<String> rows(Path file) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = new SqliteConnections(file).plain();
        var statement = connection.createStatement()) {
      for (String table : TABLES) {
        try (var results = statement.executeQuery("SELECT * FROM " + table + " ORDER BY 1, 2")) {
          while (results.next()) {
            StringBuilder row = new StringBuilder(table);
            for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
              row.append('|').append(results.getString(i));
            }
            rows.add(row.toString());
          }
        }
      }
    }
    return rows;
  }

  @Test
  void whatWasRecordedAndRunAgainLeavesTheSameRows() throws SQLException, IOException {
    Path made = folder.resolve("made.db");
    Path again = folder.resolve("again.db");
    StoreEngines.open(made.toString(), StoreOptions.defaults(), CLOCK).close();
    Files.copy(made, again);
    StoreEngines.open(again.toString(), StoreOptions.defaults(), CLOCK).close(); // as often as it
    StatementTrace trace = new StatementTrace();
    work(made, trace::record);
    assertThat(trace.groupCount()).isGreaterThanOrEqualTo(3);
    assertThat(trace.statementCount()).isGreaterThan(50);
    assertThat(trace.replay(again)).isPositive();
    assertThat(rows(again)).isEqualTo(rows(made)).hasSizeGreaterThan(50);
  }
}
