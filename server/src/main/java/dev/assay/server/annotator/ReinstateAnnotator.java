package dev.assay.server.annotator;

import dev.assay.server.failure.AnnotatorNotFound;
import dev.assay.server.failure.AnnotatorNotSuspended;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Violations;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.AnnotatorState;
import dev.assay.v1.ReinstateAnnotatorRequest;
import dev.assay.v1.ReinstateAnnotatorResponse;

/**
 * Lets a suspended annotator work again, on probation. What the checks before left in doubt stays
 * so; what was answered after the suspension counts.
 */
public final class ReinstateAnnotator
    implements Mutation<ReinstateAnnotatorRequest, ReinstateAnnotatorResponse> {
  private final StandingReview standings;

  /**
   * @param standings counts the votes that count since
   */
  public ReinstateAnnotator(StandingReview standings) {
    this.standings = standings;
  }

  @Override
  public void validate(ReinstateAnnotatorRequest request, Violations violations) {
    FieldRules.text(request.getReason(), 0, FieldRules.MAX_REASON_LENGTH, "reason", violations);
    FieldRules.etag(request.getEtag(), "etag", violations);
  }

  @Override
  public ReinstateAnnotatorResponse execute(
      Transaction transaction, ReinstateAnnotatorRequest request) {
    ProjectRow project = Projects.require(transaction, request.getProject());
    AnnotatorRow row = transaction.annotators().find(project.projectId(), request.getAnnotatorId());
    if (row == null) {
      throw new AnnotatorNotFound(request.getAnnotatorId());
    }
    AnnotatorView.requireEtag(request.getEtag(), row);
    if (!row.isSuspended()) {
      throw new AnnotatorNotSuspended(request.getAnnotatorId());
    }
    String reason = request.getReason().isEmpty() ? "reinstated" : request.getReason();
    long nowMillis = transaction.nowMillis();
    AnnotatorRow.Standing standing =
        new AnnotatorRow.Standing(
            AnnotatorState.ANNOTATOR_STATE_PROBATION, reason, nowMillis, false);
    transaction.annotators().reinstate(project.projectId(), request.getAnnotatorId(), nowMillis);
    ReinstateAnnotatorResponse response =
        ReinstateAnnotatorResponse.newBuilder()
            .setAnnotator(
                AnnotatorChange.store(
                    transaction,
                    project,
                    row,
                    row.with(standing, row.gold().withNewTest(nowMillis)),
                    request.getRequestId()))
            .build();
    standings.review(transaction, project, request.getAnnotatorId(), request.getRequestId());
    return response;
  }
}
