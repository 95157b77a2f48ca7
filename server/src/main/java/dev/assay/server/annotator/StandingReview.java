package dev.assay.server.annotator;

import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;

/** Brings what follows from an annotator's checks to the facts as they are now. */
@FunctionalInterface
public interface StandingReview {
  /**
   * Brings the annotator's standing, and which of their votes count, to the present.
   *
   * @param requestId the request that changed a fact; empty for what the server does by itself
   */
  void review(Transaction transaction, ProjectRow project, String annotatorId, String requestId);
}
