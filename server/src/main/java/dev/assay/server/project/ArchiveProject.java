package dev.assay.server.project;

import dev.assay.server.audit.AuditLog;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Projects;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.ArchiveProjectRequest;
import dev.assay.v1.ArchiveProjectResponse;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.Project;
import dev.assay.v1.ProjectArchived;

/** Stops the granting of work for good and withdraws the open waves. */
public final class ArchiveProject
    implements Mutation<ArchiveProjectRequest, ArchiveProjectResponse> {
  private final WaveWithdrawal openWaves;

  public ArchiveProject(WaveWithdrawal openWaves) {
    this.openWaves = openWaves;
  }

  @Override
  public ArchiveProjectResponse execute(Transaction transaction, ArchiveProjectRequest request) {
    ProjectRow row = Projects.require(transaction, request.getName());
    if (row.archived()) {
      return ArchiveProjectResponse.newBuilder().setProject(row.definition()).build();
    }
    Project project = StoredDefinition.next(transaction, row, row.definition().toBuilder(), true);
    AuditLog.append(
        transaction,
        row.projectId(),
        request.getRequestId(),
        AuditEvent.newBuilder().setProjectArchived(ProjectArchived.getDefaultInstance()));
    openWaves.withdraw(transaction, row.projectId(), request.getRequestId());
    return ArchiveProjectResponse.newBuilder().setProject(project).build();
  }
}
