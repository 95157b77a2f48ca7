package dev.assay.server.budget;

import com.google.protobuf.util.Timestamps;
import dev.assay.server.request.ProjectNames;
import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.v1.Budget;

/** The balance as callers see it. */
final class BudgetView {
  private BudgetView() {}

  static Budget of(ProjectRow project, BudgetRow row) {
    return Budget.newBuilder()
        .setProject(ProjectNames.name(project.name()))
        .setCurrencyCode(project.definition().getCurrencyCode())
        .setCeilingMicros(row.ceilingMicros())
        .setChargedMicros(row.chargedMicros())
        .setHeldMicros(row.heldMicros())
        .setAvailableMicros(row.availableMicros())
        .setFundedLabelCount(row.fundedLabelCount())
        .setOpenAssignmentCount(row.openAssignmentCount())
        .setUnfundedLabelCount(row.unfundedLabelCount())
        .setEtag(etag(row))
        .setUpdateTime(Timestamps.fromMillis(row.updatedMillis()))
        .build();
  }

  static String etag(BudgetRow row) {
    return Long.toString(row.revision());
  }
}
