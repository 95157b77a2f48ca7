package dev.assay.server.store.sql;

import dev.assay.server.store.ClockGap;
import dev.assay.server.store.ClockRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** Writes what a store knows of time into its row. */
final class ClockStatement {
  /** The columns, in the order of the parameters and of {@link #read}. */
  static final String COLUMNS =
      "clock_ms, measured_ms, count_name, count_ms, gap_ahead, gap_wall_ms, gap_measured_ms,"
          + " gap_store_ms, gap_lead_ms, gap_counted";

  private final PreparedStatement update;

  ClockStatement(Connection connection) throws SQLException {
    this.update =
        connection.prepareStatement(
            "UPDATE store SET (" + COLUMNS + ") = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  }

  void write(ClockRow clock) throws SQLException {
    update.setLong(1, clock.nowMillis());
    update.setLong(2, clock.measuredMillis());
    update.setString(3, clock.countName());
    update.setLong(4, clock.countMillis());
    ClockGap gap = clock.gap();
    if (gap == null) {
      for (int i = 5; i <= 10; i++) {
        update.setNull(i, Types.INTEGER);
      }
    } else {
      update.setInt(5, gap.isAhead() ? 1 : 0);
      update.setLong(6, gap.sinceWallMillis());
      update.setLong(7, gap.sinceMeasuredMillis());
      update.setLong(8, gap.storeMillis());
      update.setLong(9, gap.leadMillis());
      update.setInt(10, gap.isCounted() ? 1 : 0);
    }
    update.executeUpdate();
  }

  /** Reads the columns from the first one on. */
  static ClockRow read(ResultSet row) throws SQLException {
    return new ClockRow(
        row.getLong(1), row.getLong(2), row.getString(3), row.getLong(4), readGap(row));
  }

  private static @Nullable ClockGap readGap(ResultSet row) throws SQLException {
    boolean isAhead = row.getInt(5) == 1;
    return row.wasNull()
        ? null
        : new ClockGap(
            isAhead,
            row.getLong(6),
            row.getLong(7),
            row.getLong(8),
            row.getLong(9),
            row.getInt(10) == 1);
  }
}
