package dev.assay.server.project;

import dev.assay.server.store.Transaction;

/** What becomes of waves drawn ahead when a project changes. */
@FunctionalInterface
public interface WaveWithdrawal {

  /**
   * Closes the open waves of the project, so that their unserved items go back to the pool. Runs in
   * the transaction that changed the policy or archived the project, after that change.
   *
   * @param requestId the request that changed it
   */
  void withdraw(Transaction transaction, long projectId, String requestId);
}
