package dev.assay.server.gold;

import dev.assay.server.store.Transaction;

/** The waves that a change of the candidates makes outdated. */
@FunctionalInterface
public interface OpenWaves {
  /** Withdraws the unserved rest of every open wave. */
  void withdraw(Transaction transaction, long projectId, String requestId);
}
