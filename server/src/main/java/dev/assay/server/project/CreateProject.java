package dev.assay.server.project;

import dev.assay.server.audit.AuditLog;
import dev.assay.server.budget.Ledger;
import dev.assay.server.failure.ProjectExists;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.ProjectNames;
import dev.assay.server.request.Violations;
import dev.assay.server.store.Transaction;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.CreateProjectRequest;
import dev.assay.v1.CreateProjectResponse;
import dev.assay.v1.Project;
import dev.assay.v1.ProjectCreated;
import java.util.UUID;

/** Makes a project with an empty pool, its first ceiling and every default filled in. */
public final class CreateProject implements Mutation<CreateProjectRequest, CreateProjectResponse> {
  /** Said where nobody has named a price: free labels are seldom meant. */
  static final String FREE_LABELS =
      "default_price_micros is absent: labels are free, but for items and annotators with a price"
          + " of their own; set it with UpdateProject, or name 0 if that is meant";

  private final PolicyRules policyRules;

  public CreateProject(PolicyRules policyRules) {
    this.policyRules = policyRules;
  }

  @Override
  public void validate(CreateProjectRequest request, Violations violations) {
    FieldRules.inRange(
        request.getCeilingMicros(), 0, FieldRules.MAX_CEILING_MICROS, "ceiling_micros", violations);
    if (violations.require(request.hasProject(), "project", "is required")) {
      Project project = request.getProject();
      DefinitionRules.checkNew(project, "project", violations);
      policyRules.check(project.getPolicy(), "project.policy", violations);
      PolicyRules.checkTogether(
          PolicyRules.complete(project.getPolicy()), "project.policy", violations);
    }
  }

  @Override
  public CreateProjectResponse execute(Transaction transaction, CreateProjectRequest request) {
    String name = request.getProject().getName();
    String id = ProjectNames.id(name);
    if (transaction.projects().find(id) != null) {
      throw new ProjectExists(name);
    }
    Project project =
        StoredDefinition.first(
            request.getProject(), UUID.randomUUID().toString(), transaction.nowMillis());
    StoppingPolicyRules.requireAccuracy(project);
    long projectId = transaction.projects().insert(id, project, transaction.nowMillis());
    Ledger.create(transaction, projectId, request.getRequestId(), request.getCeilingMicros());
    AuditLog.append(
        transaction,
        projectId,
        request.getRequestId(),
        AuditEvent.newBuilder()
            .setProjectCreated(
                ProjectCreated.newBuilder()
                    .setProject(project)
                    .setCeilingMicros(request.getCeilingMicros())));
    CreateProjectResponse.Builder response = CreateProjectResponse.newBuilder().setProject(project);
    if (!request.getProject().hasDefaultPriceMicros()) {
      response.addWarnings(FREE_LABELS);
    }
    response.addAllWarnings(WithoutEffect.of(project.getPolicy()));
    return response.build();
  }
}
