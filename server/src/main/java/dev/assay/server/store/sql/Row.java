package dev.assay.server.store.sql;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The row that a result is at. Columns are read in their order, each once. */
public final class Row {
  /** An SQL error while a column was read; {@link Call} gives it on. */
  static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final SQLException error;

    Unreadable(SQLException error) {
      super(error);
      this.error = error;
    }

    SQLException error() {
      return error;
    }
  }

  private final ResultSet results;
  private int column;

  Row(ResultSet results) {
    this.results = results;
  }

  boolean next() throws SQLException {
    column = 0;
    return results.next();
  }

  public long int64() {
    try {
      return results.getLong(++column);
    } catch (SQLException e) {
      throw new Unreadable(e);
    }
  }

  public @Nullable Long int64OrNull() {
    try {
      long value = results.getLong(++column);
      return results.wasNull() ? null : value;
    } catch (SQLException e) {
      throw new Unreadable(e);
    }
  }

  public int int32() {
    return Math.toIntExact(int64());
  }

  public @Nullable Integer int32OrNull() {
    Long value = int64OrNull();
    return value == null ? null : Math.toIntExact(value);
  }

  public boolean flag() {
    return int64() != 0;
  }

  public double real() {
    try {
      return results.getDouble(++column);
    } catch (SQLException e) {
      throw new Unreadable(e);
    }
  }

  /** NaN where the column is empty, as which NaN is stored. */
  public double realOrNan() {
    double value = real();
    try {
      return results.wasNull() ? Double.NaN : value;
    } catch (SQLException e) {
      throw new Unreadable(e);
    }
  }

  public String text() {
    String value = textOrNull();
    if (value == null) {
      throw new IllegalStateException("column " + column + " is empty");
    }
    return value;
  }

  public @Nullable String textOrNull() {
    try {
      return results.getString(++column);
    } catch (SQLException e) {
      throw new Unreadable(e);
    }
  }

  public byte[] bytes() {
    byte[] value = bytesOrNull();
    if (value == null) {
      throw new IllegalStateException("column " + column + " is empty");
    }
    return value;
  }

  public byte @Nullable [] bytesOrNull() {
    try {
      return results.getBytes(++column);
    } catch (SQLException e) {
      throw new Unreadable(e);
    }
  }

  public ByteString byteString() {
    return UnsafeByteOperations.unsafeWrap(bytes());
  }

  /** A number that stands for one of a fixed set. */
  public <E> E code(IntFunction<@Nullable E> forNumber) {
    int number = int32();
    E value = forNumber.apply(number);
    if (value == null) {
      throw new IllegalStateException("column " + column + " holds unknown code " + number);
    }
    return value;
  }
}
