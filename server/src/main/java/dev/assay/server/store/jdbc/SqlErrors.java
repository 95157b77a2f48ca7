package dev.assay.server.store.jdbc;

import java.sql.SQLException;

/** What an engine knows about its errors. */
@FunctionalInterface
public interface SqlErrors {

  /**
   * Whether the error says that the schema refused a row, and the transaction goes on without the
   * statement. Every other error leaves the transaction in doubt.
   */
  boolean isConstraint(SQLException error);
}
