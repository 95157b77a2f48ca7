package dev.assay.server.labels;

import dev.assay.server.budget.WaitingLabels;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Violations;
import dev.assay.server.store.Transaction;
import dev.assay.v1.FundLabelsRequest;
import dev.assay.v1.FundLabelsResponse;

/** Charges labels that wait for budget, on request. */
public final class FundLabels implements Mutation<FundLabelsRequest, FundLabelsResponse> {
  /** The most labels that one call looks at. */
  public static final int MAX_LABELS = 500;

  private final WaitingLabels waiting;

  public FundLabels(WaitingLabels waiting) {
    this.waiting = waiting;
  }

  @Override
  public void validate(FundLabelsRequest request, Violations violations) {
    FieldRules.inRange(request.getMaxLabels(), 0, MAX_LABELS, "max_labels", violations);
  }

  @Override
  public FundLabelsResponse execute(Transaction transaction, FundLabelsRequest request) {
    return waiting.fund(
        transaction,
        Projects.require(transaction, request.getProject()),
        request.getRequestId(),
        request.getMaxLabels() == 0 ? MAX_LABELS : request.getMaxLabels());
  }
}
