package dev.assay.server.store.sql;

import java.sql.SQLException;

/** What an engine does beside a writer's session. */
public interface SessionWatch {

  /** Runs after each commit, before it is acknowledged; where it throws the outcome is unknown. */
  void afterCommit();

  /** Runs before the connection is closed, where everything that was begun was committed. */
  void beforeClose() throws SQLException;
}
