package dev.assay.server.annotator;

import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Violations;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.AnnotatorState;
import dev.assay.v1.SuspendAnnotatorRequest;
import dev.assay.v1.SuspendAnnotatorResponse;

/** Stops the granting of work to an annotator. */
public final class SuspendAnnotator
    implements Mutation<SuspendAnnotatorRequest, SuspendAnnotatorResponse> {

  @Override
  public void validate(SuspendAnnotatorRequest request, Violations violations) {
    FieldRules.text(request.getReason(), 0, FieldRules.MAX_REASON_LENGTH, "reason", violations);
    FieldRules.etag(request.getEtag(), "etag", violations);
  }

  @Override
  public SuspendAnnotatorResponse execute(
      Transaction transaction, SuspendAnnotatorRequest request) {
    ProjectRow project = Projects.require(transaction, request.getProject());
    AnnotatorRow before =
        transaction.annotators().find(project.projectId(), request.getAnnotatorId());
    AnnotatorRow row =
        before == null
            ? AnnotatorRow.unknown(
                project.projectId(), request.getAnnotatorId(), transaction.nowMillis())
            : before;
    AnnotatorView.requireEtag(request.getEtag(), row);
    if (row.isSuspended() && row.standing().byOwner()) {
      return SuspendAnnotatorResponse.newBuilder()
          .setAnnotator(AnnotatorView.of(project, row))
          .build();
    }
    String reason = request.getReason().isEmpty() ? "by an owner" : request.getReason();
    AnnotatorRow.Standing standing =
        new AnnotatorRow.Standing(
            AnnotatorState.ANNOTATOR_STATE_SUSPENDED, reason, transaction.nowMillis(), true);
    return SuspendAnnotatorResponse.newBuilder()
        .setAnnotator(
            AnnotatorChange.store(
                transaction,
                project,
                before,
                row.with(standing, row.gold()),
                request.getRequestId()))
        .build();
  }
}
