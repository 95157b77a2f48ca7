package dev.assay.labelstudio.state;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements on one connection, one at a time; each caller holds {@link BridgeState}'s lock. */
final class Sql {
  /** Makes a value of the row that the result stands on. */
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final Connection connection;

  Sql(Connection connection) {
    this.connection = connection;
  }

  int update(String sql, @Nullable Object... values) {
    try (PreparedStatement statement = prepare(sql, values)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new StateException(e);
    }
  }

  <T> List<T> list(String sql, Reader<T> reader, @Nullable Object... values) {
    try (PreparedStatement statement = prepare(sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> list = new ArrayList<>();
      while (rows.next()) {
        list.add(reader.read(rows));
      }
      return list;
    } catch (SQLException e) {
      throw new StateException(e);
    }
  }

  <T> @Nullable T first(String sql, Reader<T> reader, @Nullable Object... values) {
    List<T> list = list(sql, reader, values);
    return list.isEmpty() ? null : list.get(0);
  }

  long count(String sql, @Nullable Object... values) {
    Long count = first(sql, row -> row.getLong(1), values);
    return count == null ? 0 : count;
  }

  /** A number column that may be null. */
  static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  private PreparedStatement prepare(String sql, @Nullable Object[] values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }
}
