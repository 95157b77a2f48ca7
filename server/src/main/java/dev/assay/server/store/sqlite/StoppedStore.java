package dev.assay.server.store.sqlite;

import dev.assay.server.store.StoreOpenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A store that no server has open. */
public final class StoppedStore {
  private static final int MOST_FINDINGS = 100;

  private StoppedStore() {}

  /**
   * Reads every page, every index and every reference; its schema stays as it is.
   *
   * @return what is wrong, in SQLite's words, at most some hundreds; empty where nothing is
   * @throws StoreOpenException when there is no store or somebody uses it
   */
  public static List<String> check(Path file) {
    Path place = StorePath.of(file);
    if (!Files.exists(place)) {
      throw new StoreOpenException(file + " does not exist", "give the path of a store");
    }
    try (StoreFileLock lock = StoreFileLock.take(place)) {
      return check(place, lock);
    } catch (IOException e) {
      throw new StoreOpenException("cannot unlock " + file + " (" + e + ")", "look at the disk", e);
    }
  }

  private static List<String> check(Path place, StoreFileLock lock) {
    boolean hasLog = FilesInPlace.hasLog(place);
    try (Connection connection = new SqliteConnections(place).onlooker(hasLog)) {
      String id = SqliteConnections.text(connection, "PRAGMA application_id");
      lock.renew();
      List<String> findings = new ArrayList<>();
      if (!id.equals(SqliteConnections.APPLICATION_ID)) {
        findings.add("the file's header does not say that it is a store");
      }
      rows(connection, "PRAGMA integrity_check(" + MOST_FINDINGS + ")").stream()
          .filter(row -> !row.equals("ok"))
          .forEach(findings::add);
      if (!hasLog && OpenMark.isOn(connection)) {
        findings.add("it was copied while a server had it open, or its log is lost");
      }
      for (String table : rows(connection, "PRAGMA foreign_key_check")) {
        findings.add("a row of " + table + " refers to a row that is not there");
      }
      return findings;
    } catch (SQLException e) {
      if (new SqliteErrors().isDamage(e)) {
        return List.of(String.valueOf(e.getMessage()));
      }
      throw StoreFile.refusal(place, e);
    }
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next() && texts.size() < MOST_FINDINGS) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }
}
