package dev.assay.server.store.sql;

import com.google.protobuf.ByteString;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One prepared statement: parameters are given in their order, then it is run. Errors come out as
 * {@link Statements} translates them.
 */
public final class Call {
  private final Statements statements;
  private final String sql;
  private final PreparedStatement prepared;
  private int parameter;
  private int rowCount;
  private boolean reading;
  private boolean rowEnded;

  Call(Statements statements, String sql, PreparedStatement prepared) {
    this.statements = statements;
    this.sql = sql;
    this.prepared = prepared;
  }

  String sql() {
    return sql;
  }

  Call begin() {
    if (reading) {
      throw new IllegalStateException("its rows are still being read: " + sql);
    }
    if (rowCount > 0) {
      dropRows();
    }
    parameter = 0;
    rowEnded = false;
    return this;
  }

  /** Of a work that failed before it ran them. */
  private void dropRows() {
    try {
      prepared.clearBatch();
      rowCount = 0;
    } catch (SQLException e) {
      throw statements.failed(this, e);
    }
  }

  void discard(SQLException because) {
    try {
      prepared.close();
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }

  public Call int64(long value) {
    return set(value);
  }

  public Call int64(@Nullable Long value) {
    return set(value);
  }

  public Call int32(int value) {
    return set(value);
  }

  public Call int32(@Nullable Integer value) {
    return set(value);
  }

  public Call flag(boolean value) {
    return set(value ? 1 : 0);
  }

  public Call real(double value) {
    return set(value);
  }

  public Call text(@Nullable String value) {
    return set(value);
  }

  public Call bytes(byte @Nullable [] value) {
    return set(value);
  }

  public Call bytes(ByteString value) {
    return set(value.toByteArray());
  }

  private Call set(@Nullable Object value) {
    try {
      if (rowEnded) {
        addRow();
      }
      prepared.setObject(++parameter, value);
      return this;
    } catch (SQLException e) {
      throw statements.failed(this, e);
    }
  }

  /** Runs it and returns the number of rows that it changed. */
  public int update() {
    try {
      return prepared.executeUpdate();
    } catch (SQLException e) {
      throw statements.failed(this, e);
    }
  }

  /** Runs it; it must change exactly one row. */
  public void updateOne() {
    int count = update();
    if (count != 1) {
      throw new IllegalStateException(count + " rows instead of one: " + sql);
    }
  }

  /** Ends one row of a statement that is run for many; the next parameter is the next row's. */
  public void endRow() {
    rowEnded = true; // added when another follows: one row alone needs no batch
    rowCount++;
  }

  private void addRow() throws SQLException {
    prepared.addBatch();
    parameter = 0;
    rowEnded = false;
  }

  /** Runs it for every row that was ended; each must change exactly one row. */
  public void updateRows() {
    int rows = rowCount;
    rowCount = 0;
    if (rows == 0) {
      return;
    }
    if (rows == 1) {
      updateOne();
      return;
    }
    int[] counts;
    try {
      addRow();
      counts = prepared.executeBatch();
    } catch (SQLException e) {
      throw statements.failed(this, e);
    }
    for (int count : counts) {
      if (count != 1) {
        throw new IllegalStateException(count + " rows instead of one: " + sql);
      }
    }
  }

  /** Runs it and gives every row of the answer to the consumer. */
  public void each(Consumer<Row> consumer) {
    reading = true;
    try (ResultSet results = prepared.executeQuery()) {
      Row row = new Row(results);
      while (row.next()) {
        consumer.accept(row);
      }
    } catch (SQLException e) {
      throw statements.failed(this, e);
    } catch (Row.Unreadable e) {
      throw statements.failed(this, e.error());
    } finally {
      reading = false;
    }
  }

  /** Runs it and returns the rows of the answer. */
  public <R> List<R> list(Function<Row, R> reader) {
    List<R> rows = new ArrayList<>();
    each(row -> rows.add(reader.apply(row)));
    return rows;
  }

  /** Runs it and returns what follows the largest number, which it asks for: 1 without any. */
  long next() {
    Long largest = first(Row::int64OrNull);
    return largest == null ? 1 : largest + 1;
  }

  /** Runs it and returns the only row of the answer, or null. */
  public <R> @Nullable R first(Function<Row, R> reader) {
    List<R> rows = list(reader);
    return rows.isEmpty() ? null : rows.get(0);
  }
}
