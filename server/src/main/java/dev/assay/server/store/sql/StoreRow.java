package dev.assay.server.store.sql;

import dev.assay.server.store.ClockRow;
import dev.assay.server.store.MachineClock;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only row of table {@code store}.
 *
 * @param tokenKey the 16 bytes that assignment tokens are made with
 * @param incarnation which incarnation of the store this is; not 0
 * @param openings how often it was opened to be written, this time included
 * @param clock what is known of time
 */
public record StoreRow(byte[] tokenKey, int incarnation, long openings, ClockRow clock) {
  private static final Logger LOG = LoggerFactory.getLogger(StoreRow.class);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int TOKEN_KEY_BYTES = 16;

  /** What tells that a store is not what was open here before. */
  @FunctionalInterface
  public interface History {
    /**
     * How often the store of that key was open here.
     *
     * @return 0 where nobody knows
     */
    long openings(byte[] tokenKey);
  }

  /**
   * Begins to use the store: makes the row where there is none, notes that the store is open, and
   * begins another incarnation where it is a backup, or older than what was here before.
   *
   * @param connection in auto-commit mode
   */
  public static StoreRow open(Connection connection, MachineClock clock, History history)
      throws SQLException {
    make(connection, clock);
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT "
                    + ClockStatement.COLUMNS
                    + ", token_key, incarnation, openings, is_copy FROM store")) {
      row.next();
      byte[] key = row.getBytes("token_key");
      long before = history.openings(key);
      boolean isOther = row.getInt("is_copy") == 1 || row.getLong("openings") < before;
      int incarnation = row.getInt("incarnation");
      StoreRow opened =
          new StoreRow(
              key,
              isOther || incarnation == 0 ? otherThan(incarnation) : incarnation,
              Math.max(row.getLong("openings"), before) + 1,
              ClockStatement.read(row));
      opened.note(connection);
      if (isOther) {
        LOG.warn(
            "event=store_incarnation effect=\"tokens of assignments that were given before are"
                + " refused\"");
      }
      return opened;
    }
  }

  /** An incarnation that is not that one. */
  public static int otherThan(int incarnation) {
    int other = 0;
    while (other == 0 || other == incarnation) {
      other = RANDOM.nextInt();
    }
    return other;
  }

  private static void make(Connection connection, MachineClock clock) throws SQLException {
    byte[] key = new byte[TOKEN_KEY_BYTES];
    RANDOM.nextBytes(key);
    ClockRow now = ClockRow.begin(clock);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO store (only, clock_ms, measured_ms, count_name, count_ms, token_key)"
                + " VALUES (1, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
      insert.setLong(1, now.nowMillis());
      insert.setLong(2, now.measuredMillis());
      insert.setString(3, now.countName());
      insert.setLong(4, now.countMillis());
      insert.setBytes(5, key);
      insert.executeUpdate();
    }
  }

  private void note(Connection connection) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE store SET incarnation = ?, openings = ?, is_open = 1, is_copy = 0")) {
      update.setInt(1, incarnation);
      update.setLong(2, openings);
      update.executeUpdate();
    }
  }
}
