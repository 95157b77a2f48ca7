package dev.assay.server.budget;

import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.FundLabelsResponse;

/** Charges labels that wait for budget: told where the budget has grown. */
@FunctionalInterface
public interface WaitingLabels {
  /**
   * Looks at up to {@code limit} labels that wait, oldest first, and charges what fits.
   *
   * @param requestId the request that made room; empty for what the server does by itself
   */
  FundLabelsResponse fund(Transaction transaction, ProjectRow project, String requestId, int limit);
}
