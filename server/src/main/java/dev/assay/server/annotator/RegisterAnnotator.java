package dev.assay.server.annotator;

import dev.assay.server.failure.AnnotatorExists;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Violations;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.RegisterAnnotatorRequest;
import dev.assay.v1.RegisterAnnotatorResponse;

/** Makes an annotator known and agrees the terms. */
public final class RegisterAnnotator
    implements Mutation<RegisterAnnotatorRequest, RegisterAnnotatorResponse> {

  @Override
  public void validate(RegisterAnnotatorRequest request, Violations violations) {
    if (violations.require(request.hasAnnotator(), "annotator", "is required")) {
      AnnotatorTerms.check(request.getAnnotator(), "annotator", violations);
    }
  }

  @Override
  public RegisterAnnotatorResponse execute(
      Transaction transaction, RegisterAnnotatorRequest request) {
    ProjectRow project = Projects.requireActive(transaction, request.getProject());
    String annotatorId = request.getAnnotator().getAnnotatorId();
    AnnotatorRow before = transaction.annotators().find(project.projectId(), annotatorId);
    if (before != null && before.registered()) {
      throw new AnnotatorExists(annotatorId);
    }
    AnnotatorRow row =
        before == null
            ? AnnotatorRow.unknown(project.projectId(), annotatorId, transaction.nowMillis())
            : before;
    return RegisterAnnotatorResponse.newBuilder()
        .setAnnotator(
            AnnotatorChange.store(
                transaction,
                project,
                before,
                AnnotatorTerms.apply(request.getAnnotator(), AnnotatorTerms.ALL, row),
                request.getRequestId()))
        .build();
  }
}
