package dev.assay.server.budget;

import dev.assay.server.audit.AuditLog;
import dev.assay.server.failure.TimeZoneFixed;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Violations;
import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.BudgetPlan;
import dev.assay.v1.BudgetPlanSet;
import dev.assay.v1.SetBudgetPlanRequest;
import dev.assay.v1.SetBudgetPlanResponse;

/** Replaces how spending is divided, paced and watched below the ceiling. */
public final class SetBudgetPlan implements Mutation<SetBudgetPlanRequest, SetBudgetPlanResponse> {

  @Override
  public void validate(SetBudgetPlanRequest request, Violations violations) {
    PlanRules.check(request.getPlan(), "plan", violations);
    FieldRules.etag(request.getEtag(), "etag", violations);
    FieldRules.text(request.getReason(), 0, FieldRules.MAX_REASON_LENGTH, "reason", violations);
    Actors.check(request.getActor(), violations);
  }

  @Override
  public boolean validateOnly(SetBudgetPlanRequest request) {
    return request.getValidateOnly();
  }

  @Override
  public SetBudgetPlanResponse execute(Transaction transaction, SetBudgetPlanRequest request) {
    ProjectRow project = Projects.requireActive(transaction, request.getProject());
    long projectId = project.projectId();
    BudgetRow before = transaction.budgets().get(projectId);
    BudgetView.checkEtag(request.getEtag(), before);
    BudgetPlan plan = request.getPlan();
    String zone = BudgetCalendar.zoneOf(before.plan());
    boolean daysCounted =
        before.spent().committedCount() > 0 || before.spent().labelingMillis() > 0;
    if (daysCounted && !zone.equals(BudgetCalendar.zoneOf(plan))) {
      throw new TimeZoneFixed(zone);
    }
    BudgetRow after = PlanChange.store(transaction, before, plan);
    AuditLog.append(
        transaction,
        projectId,
        request.getRequestId(),
        AuditEvent.newBuilder()
            .setBudgetPlanSet(
                BudgetPlanSet.newBuilder()
                    .setPlan(plan)
                    .setReason(request.getReason())
                    .setActor(request.getActor())));
    return SetBudgetPlanResponse.newBuilder()
        .setBudget(BudgetView.of(transaction, project, after, "", transaction.nowMillis()))
        .build();
  }
}
