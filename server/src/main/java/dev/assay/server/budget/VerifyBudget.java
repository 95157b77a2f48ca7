package dev.assay.server.budget;

import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.store.Store;
import dev.assay.v1.VerifyBudgetRequest;
import dev.assay.v1.VerifyBudgetResponse;

/** Adds the whole journal up and compares it with everything that is derived from it. */
public final class VerifyBudget implements Query<VerifyBudgetRequest, VerifyBudgetResponse> {
  private final Store store;

  public VerifyBudget(Store store) {
    this.store = store;
  }

  @Override
  public VerifyBudgetResponse answer(VerifyBudgetRequest request) {
    long projectId =
        store.read(tables -> Projects.require(tables, request.getProject()).projectId());
    Verification verification = Verification.whole(store, projectId).run();
    verification.haltIfBroken();
    return VerifyBudgetResponse.newBuilder()
        .setEntryCount(verification.entryCount())
        .addAllDiscrepancies(verification.found())
        .build();
  }
}
