package dev.assay.server.project;

import dev.assay.server.audit.AuditLog;
import dev.assay.server.failure.EtagMismatch;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.ProjectNames;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import dev.assay.v1.ProjectUpdated;
import dev.assay.v1.UpdateProjectRequest;
import dev.assay.v1.UpdateProjectResponse;

/**
 * Changes the fields that the mask names. A policy that became another gets the next version and
 * withdraws the open waves; an update that changes nothing leaves no trace but its answer.
 */
public final class UpdateProject implements Mutation<UpdateProjectRequest, UpdateProjectResponse> {
  private final PolicyRules policyRules;
  private final WaveWithdrawal openWaves;
  private final GoldRulesChange goldRules;

  public UpdateProject(
      PolicyRules policyRules, WaveWithdrawal openWaves, GoldRulesChange goldRules) {
    this.policyRules = policyRules;
    this.openWaves = openWaves;
    this.goldRules = goldRules;
  }

  @Override
  public void validate(UpdateProjectRequest request, Violations violations) {
    boolean maskIsGood = UpdateMask.check(request.getUpdateMask(), "update_mask", violations);
    if (violations.require(request.hasProject(), "project", "is required")) {
      Project project = request.getProject();
      ProjectNames.check(project.getName(), "project.name", violations);
      FieldRules.etag(project.getEtag(), "project.etag", violations);
      Project.Builder named = Project.newBuilder();
      if (maskIsGood) {
        UpdateMask.apply(request.getUpdateMask(), project, named);
      }
      DefinitionRules.checkChangeable(named.build(), "project", violations);
      policyRules.check(named.getPolicy(), "project.policy", violations);
    }
  }

  @Override
  public UpdateProjectResponse execute(Transaction transaction, UpdateProjectRequest request) {
    ProjectRow row = Projects.requireActive(transaction, request.getProject().getName());
    Project stored = row.definition();
    String etag = request.getProject().getEtag();
    if (!etag.isEmpty() && !etag.equals(stored.getEtag())) {
      throw new EtagMismatch(etag, stored.getEtag());
    }
    Project.Builder changed = changed(request, stored);
    if (changed.build().equals(stored)) {
      return UpdateProjectResponse.newBuilder().setProject(stored).build();
    }
    boolean policyChanged = !changed.getPolicy().equals(stored.getPolicy());
    if (policyChanged) {
      changed.getPolicyBuilder().setVersion(stored.getPolicy().getVersion() + 1);
    }
    Project project = StoredDefinition.next(transaction, row, changed, false);
    AuditLog.append(
        transaction,
        row.projectId(),
        request.getRequestId(),
        AuditEvent.newBuilder()
            .setProjectUpdated(
                ProjectUpdated.newBuilder()
                    .setProject(project)
                    .addAllPaths(request.getUpdateMask().getPathsList())));
    if (policyChanged) {
      openWaves.withdraw(transaction, row.projectId(), request.getRequestId());
    }
    if (changed.getPolicy().hasGold()
        && !changed.getPolicy().getGold().equals(stored.getPolicy().getGold())) {
      goldRules.apply(
          transaction, transaction.projects().get(row.projectId()), request.getRequestId());
    }
    UpdateProjectResponse.Builder response = UpdateProjectResponse.newBuilder().setProject(project);
    if (policyChanged) {
      response.addAllWarnings(WithoutEffect.of(project.getPolicy()));
    }
    return response.build();
  }

  /** The stored definition with the named fields changed, and the policy's version as it was. */
  private static Project.Builder changed(UpdateProjectRequest request, Project stored) {
    Project.Builder changed = stored.toBuilder();
    UpdateMask.apply(request.getUpdateMask(), request.getProject(), changed);
    Policy policy =
        PolicyRules.complete(changed.getPolicy()).toBuilder()
            .setVersion(stored.getPolicy().getVersion())
            .build();
    Violations violations = new Violations();
    PolicyRules.checkTogether(policy, "project.policy", violations);
    violations.throwIfAny();
    changed.setPolicy(policy);
    StoppingPolicyRules.requireAccuracy(changed.build());
    return changed;
  }
}
