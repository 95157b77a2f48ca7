package dev.assay.server.store.sql;

import java.sql.SQLException;

/** What an engine knows about its errors. */
public interface SqlErrors {

  /**
   * Whether the error says that the schema refused a row, and the transaction goes on without the
   * statement. Every other error leaves the transaction in doubt.
   */
  boolean isConstraint(SQLException error);

  /** Whether the error says that there is no room, and that nothing of the transaction stays. */
  boolean isFull(SQLException error);

  /** Whether the error says that what is stored is damaged. */
  boolean isDamage(SQLException error);
}
