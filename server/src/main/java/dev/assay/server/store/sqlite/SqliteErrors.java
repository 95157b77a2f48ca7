package dev.assay.server.store.sqlite;

import dev.assay.server.store.sql.SqlErrors;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** SQLite's result codes. */
final class SqliteErrors implements SqlErrors {
  private static final int PRIMARY_CODE = 0xff;

  @Override
  public boolean isConstraint(SQLException error) {
    return hasCode(error, SQLiteErrorCode.SQLITE_CONSTRAINT);
  }

  /**
   * The disk is full, or the file as large as it may be. SQLite writes the frame that commits last,
   * so what it could not write is not committed, and the next group is written over it.
   */
  @Override
  public boolean isFull(SQLException error) {
    return hasCode(error, SQLiteErrorCode.SQLITE_FULL);
  }

  /** The file is damaged, or was never a database. */
  @Override
  public boolean isDamage(SQLException error) {
    return hasCode(error, SQLiteErrorCode.SQLITE_CORRUPT)
        || hasCode(error, SQLiteErrorCode.SQLITE_NOTADB);
  }

  static boolean hasCode(SQLException error, SQLiteErrorCode code) {
    return error instanceof org.sqlite.SQLiteException e
        && (e.getResultCode().code & PRIMARY_CODE) == code.code;
  }
}
