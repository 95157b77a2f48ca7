package dev.assay.server.store.sql;

/** What an engine does beside a writer's session. */
public interface SessionWatch {

  /** Runs after each commit, before it is acknowledged; where it throws the outcome is unknown. */
  void afterCommit();

  /** Runs before the connection is closed, whatever has failed; a transaction may be open. */
  void beforeClose();
}
