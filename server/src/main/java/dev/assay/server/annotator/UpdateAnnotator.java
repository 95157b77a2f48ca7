package dev.assay.server.annotator;

import dev.assay.server.failure.AnnotatorNotFound;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Violations;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.UpdateAnnotatorRequest;
import dev.assay.v1.UpdateAnnotatorResponse;
import java.util.Set;
import java.util.TreeSet;

/** Changes the terms of an annotator. */
public final class UpdateAnnotator
    implements Mutation<UpdateAnnotatorRequest, UpdateAnnotatorResponse> {

  @Override
  public void validate(UpdateAnnotatorRequest request, Violations violations) {
    if (violations.require(request.hasAnnotator(), "annotator", "is required")) {
      AnnotatorTerms.check(request.getAnnotator(), "annotator", violations);
    }
    violations.require(
        request.getUpdateMask().getPathsCount() > 0,
        "update_mask",
        "must name at least one field to change");
    for (int i = 0; i < request.getUpdateMask().getPathsCount(); i++) {
      violations.require(
          AnnotatorTerms.ALL.contains(request.getUpdateMask().getPaths(i)),
          "update_mask.paths[" + i + "]",
          "must be one of " + String.join(", ", new TreeSet<>(AnnotatorTerms.ALL)));
    }
  }

  @Override
  public UpdateAnnotatorResponse execute(Transaction transaction, UpdateAnnotatorRequest request) {
    ProjectRow project = Projects.require(transaction, request.getProject());
    String annotatorId = request.getAnnotator().getAnnotatorId();
    AnnotatorRow row = transaction.annotators().find(project.projectId(), annotatorId);
    if (row == null) {
      throw new AnnotatorNotFound(annotatorId);
    }
    AnnotatorView.requireEtag(request.getAnnotator().getEtag(), row);
    AnnotatorRow changed =
        AnnotatorTerms.apply(
            request.getAnnotator(), Set.copyOf(request.getUpdateMask().getPathsList()), row);
    return UpdateAnnotatorResponse.newBuilder()
        .setAnnotator(
            changed.equals(row)
                ? AnnotatorView.of(project, row)
                : AnnotatorChange.store(transaction, project, row, changed, request.getRequestId()))
        .build();
  }
}
