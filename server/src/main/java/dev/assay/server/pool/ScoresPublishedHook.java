package dev.assay.server.pool;

import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;

/** What else must change in the transaction after which readers see other scores. */
@FunctionalInterface
public interface ScoresPublishedHook {

  /**
   * Runs on the writer's thread after the score set has become the published one; what it throws
   * undoes the publishing.
   */
  void onPublished(Transaction transaction, ProjectRow project, String requestId);
}
