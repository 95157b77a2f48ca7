package dev.assay.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.store.StoreOpenException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MigrationTest {
  private static final InstantSource CLOCK = () -> Instant.ofEpochMilli(5);
  private static final Migration FIRST =
      new Migration(1, "V001__first.sql", "CREATE TABLE a (x); INSERT INTO a VALUES (1);");
  private static final Migration SECOND =
      new Migration(2, "V002__second.sql", "INSERT INTO a SELECT x + 1 FROM a;");
  private static final Migration BROKEN =
      new Migration(
          3, "V003__third.sql", "INSERT INTO a VALUES (9); INSERT INTO nowhere VALUES (1);");

  @TempDir private Path folder = Path.of("");

  private int run(Migration... known) throws SQLException {
    try (Connection connection = connect()) {
      return new Migrations(List.of(known)).run(connection, "the store", CLOCK);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("a.db"));
  }

  private int sum() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT sum(x) FROM a")) {
      return rows.getInt(1);
    }
  }

  @Test
  void stepsAreTakenOnceAndInOrder() throws SQLException {
    assertThat(run(FIRST)).isEqualTo(1);
    assertThat(run(FIRST, SECOND)).isEqualTo(1);
    assertThat(run(FIRST, SECOND)).isZero();
    assertThat(sum()).isEqualTo(3);
  }

  @Test
  void aStepThatFailsLeavesNoTraceAndIsTakenAgain() throws SQLException {
    assertThatThrownBy(() -> run(FIRST, SECOND, BROKEN)).isInstanceOf(SQLException.class);
    assertThat(sum()).isEqualTo(3);
    Migration mended = new Migration(3, "V003__third.sql", "INSERT INTO a VALUES (10);");
    assertThat(run(FIRST, SECOND, mended)).isEqualTo(1);
    assertThat(sum()).isEqualTo(13);
  }

  @Test
  void aNewerStoreIsRefused() throws SQLException {
    run(FIRST, SECOND);
    assertThatThrownBy(() -> run(FIRST))
        .isInstanceOf(StoreOpenException.class)
        .hasMessageStartingWith("the store has schema version 2, this server knows up to 1: run");
  }

  @Test
  void aChangedStepIsRefused() throws SQLException {
    run(FIRST);
    Migration changed = new Migration(1, "V001__first.sql", FIRST.script() + " ");
    assertThatThrownBy(() -> run(changed, SECOND))
        .isInstanceOf(StoreOpenException.class)
        .hasMessageContaining("another V001__first.sql");
    assertThat(sum()).isEqualTo(1);
  }

  @Test
  void namesAndVersionsMustCount() {
    assertThatThrownBy(() -> Migration.load("db/sqlite", List.of("first.sql")))
        .hasMessageContaining("not a name");
    assertThatThrownBy(() -> Migration.load("db/sqlite", List.of("V001__none.sql")))
        .hasMessageContaining("no such resource");
  }
}
