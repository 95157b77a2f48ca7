package dev.assay.server.store.sql;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only row of table {@code store}.
 *
 * @param tokenKey the 16 bytes that assignment tokens are made with
 * @param clockMillis the latest time that was given out
 */
public record StoreRow(byte[] tokenKey, long clockMillis) {
  private static final Logger LOG = LoggerFactory.getLogger(StoreRow.class);
  private static final int TOKEN_KEY_BYTES = 16;

  /** A clock that the store is ahead of by more than this was set back. */
  private static final long CLOCK_WARNING_MILLIS = 60_000;

  /**
   * Reads the row, or makes it in a new store.
   *
   * @param connection in auto-commit mode
   * @param place names the store in messages
   */
  public static StoreRow readOrMake(Connection connection, String place, InstantSource clock)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT token_key, clock_ms FROM store")) {
      if (row.next()) {
        StoreRow read = new StoreRow(row.getBytes(1), row.getLong(2));
        read.warnOfClock(place, clock.millis());
        return read;
      }
    }
    StoreRow made = new StoreRow(new byte[TOKEN_KEY_BYTES], clock.millis());
    new SecureRandom().nextBytes(made.tokenKey);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO store (only, clock_ms, token_key) VALUES (1, ?, ?)")) {
      insert.setLong(1, made.clockMillis);
      insert.setBytes(2, made.tokenKey);
      insert.executeUpdate();
    }
    return made;
  }

  private void warnOfClock(String place, long nowMillis) {
    if (clockMillis - nowMillis > CLOCK_WARNING_MILLIS) {
      LOG.warn(
          "event=clock_behind_store file={} behind_millis={} effect=\"no lease ends until the"
              + " clock has caught up\"",
          place,
          clockMillis - nowMillis);
    }
  }
}
