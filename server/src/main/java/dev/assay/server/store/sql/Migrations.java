package dev.assay.server.store.sql;

import dev.assay.server.store.StoreOpenException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Brings a store to the newest schema, one step a transaction, and refuses a store that this server
 * did not make or does not understand.
 */
public final class Migrations {
  private record Applied(String name, String checksum) {}

  private final List<Migration> known;

  public Migrations(List<Migration> known) {
    this.known = List.copyOf(known);
  }

  /**
   * Applies what is missing.
   *
   * @param connection in auto-commit mode, used by nobody else
   * @param place names the store in messages
   * @return the number of steps applied
   * @throws StoreOpenException when the store is newer, or was made with other files
   */
  public int run(Connection connection, String place, InstantSource clock) throws SQLException {
    NavigableMap<Integer, Applied> applied = applied(connection);
    int newest = applied.isEmpty() ? 0 : applied.lastKey();
    if (newest > known.size()) {
      throw new StoreOpenException(
          place + " has schema version " + newest + ", this server knows up to " + known.size(),
          "run the newer server, or restore a backup that was made before the upgrade");
    }
    for (Migration migration : known.subList(0, newest)) {
      Applied was = applied.get(migration.version());
      if (was == null || !was.checksum().equals(migration.checksum())) {
        throw new StoreOpenException(
            place
                + " was made with another "
                + (was == null ? migration.name() : was.name())
                + " than this server has",
            "run the server that made it; the schema of a store is never changed by hand");
      }
    }
    for (Migration migration : known.subList(newest, known.size())) {
      apply(connection, migration, clock.millis());
    }
    return known.size() - newest;
  }

  private static NavigableMap<Integer, Applied> applied(Connection connection) throws SQLException {
    NavigableMap<Integer, Applied> applied = new TreeMap<>();
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "CREATE TABLE IF NOT EXISTS migration (version INTEGER PRIMARY KEY, name TEXT NOT NULL,"
              + " checksum TEXT NOT NULL, applied_ms BIGINT NOT NULL)");
      try (ResultSet rows =
          statement.executeQuery("SELECT version, name, checksum FROM migration")) {
        while (rows.next()) {
          applied.put(rows.getInt(1), new Applied(rows.getString(2), rows.getString(3)));
        }
      }
    }
    return applied;
  }

  private static void apply(Connection connection, Migration migration, long nowMillis)
      throws SQLException {
    connection.setAutoCommit(false);
    try {
      try (Statement statement = connection.createStatement()) {
        for (String sql : SqlScript.statements(migration.script())) {
          statement.executeUpdate(sql);
        }
      }
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO migration (version, name, checksum, applied_ms) VALUES (?, ?, ?, ?)")) {
        insert.setInt(1, migration.version());
        insert.setString(2, migration.name());
        insert.setString(3, migration.checksum());
        insert.setLong(4, nowMillis);
        insert.executeUpdate();
      }
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }
}
