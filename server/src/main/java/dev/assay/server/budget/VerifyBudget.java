package dev.assay.server.budget;

import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.store.JournalCheckRow;
import dev.assay.server.store.Store;
import dev.assay.v1.VerifyBudgetRequest;
import dev.assay.v1.VerifyBudgetResponse;

/** Adds the journal up and compares it with everything that is derived from it. */
public final class VerifyBudget implements Query<VerifyBudgetRequest, VerifyBudgetResponse> {
  private final Store store;
  private final JournalsRead read;

  /**
   * The books of a store.
   *
   * @param read what of the journals was read before, and where it is remembered
   */
  public VerifyBudget(Store store, JournalsRead read) {
    this.store = store;
    this.read = read;
  }

  @Override
  public VerifyBudgetResponse answer(VerifyBudgetRequest request) {
    long projectId =
        store.read(tables -> Projects.require(tables, request.getProject()).projectId());
    JournalCheckRow from =
        request.getFromFirstEntry() ? JournalCheckRow.first(projectId) : read.end(projectId);
    Verification verification = Verification.on(store, from).run();
    verification.haltIfBroken();
    if (verification.found().isEmpty()) {
      read.put(verification.check());
    }
    return VerifyBudgetResponse.newBuilder()
        .setEntryCount(verification.check().sequence())
        .setReadEntryCount(verification.entryCount())
        .addAllDiscrepancies(verification.found())
        .build();
  }
}
