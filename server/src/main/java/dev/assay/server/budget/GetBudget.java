package dev.assay.server.budget;

import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.v1.Budget;
import dev.assay.v1.GetBudgetRequest;
import dev.assay.v1.GetBudgetResponse;
import java.time.InstantSource;

/** Reads the balance of one instant. */
public final class GetBudget implements Query<GetBudgetRequest, GetBudgetResponse> {
  private final Store store;
  private final InstantSource clock;

  public GetBudget(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public void validate(GetBudgetRequest request, Violations violations) {
    FieldRules.text(
        request.getAnnotatorId(),
        0,
        FieldRules.MAX_ANNOTATOR_ID_LENGTH,
        "annotator_id",
        violations);
  }

  @Override
  public GetBudgetResponse answer(GetBudgetRequest request) {
    Budget budget =
        store.read(
            tables -> {
              ProjectRow project = Projects.require(tables, request.getProject());
              return BudgetView.of(
                  tables,
                  project,
                  tables.budgets().get(project.projectId()),
                  request.getAnnotatorId(),
                  clock.millis());
            });
    return GetBudgetResponse.newBuilder().setBudget(budget).build();
  }
}
