package dev.assay.server.project;

import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;

/** What becomes of annotators' standings when a project's rules of gold checks change. */
@FunctionalInterface
public interface GoldRulesChange {

  /**
   * Brings them to the new rules, in the transaction that changed these.
   *
   * @param project as it is since
   * @param requestId the request that changed it
   */
  void apply(Transaction transaction, ProjectRow project, String requestId);
}
