package dev.assay.server.adjudication;

import dev.assay.server.answer.Answer;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.failure.AdjudicationClosed;
import dev.assay.server.failure.AdjudicationNotFound;
import dev.assay.server.failure.ItemNotFound;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Violations;
import dev.assay.server.store.AdjudicationRow;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.ResolveAdjudicationRequest;
import dev.assay.v1.ResolveAdjudicationResponse;
import java.util.Objects;

/** Decides a disputed item for the owner, without a charge, or gives a round up. */
public final class ResolveAdjudication
    implements Mutation<ResolveAdjudicationRequest, ResolveAdjudicationResponse> {
  private final DecisionHook decisions;

  /**
   * @param decisions hears of each decision
   */
  public ResolveAdjudication(DecisionHook decisions) {
    this.decisions = decisions;
  }

  @Override
  public void validate(ResolveAdjudicationRequest request, Violations violations) {
    FieldRules.text(request.getReason(), 0, FieldRules.MAX_REASON_LENGTH, "reason", violations);
  }

  @Override
  public ResolveAdjudicationResponse execute(
      Transaction transaction, ResolveAdjudicationRequest request) {
    ProjectRow project = Projects.require(transaction, request.getProject());
    LabelSpace space = LabelSpace.of(project.definition());
    if (request.hasValue()) {
      Violations violations = new Violations();
      space.check(request.getValue(), "value", violations);
      violations.throwIfAny();
    }
    AdjudicationRow row = pending(transaction, project, request.getItemId());
    if (request.hasValue()) {
      Answer answer = space.answer(request.getValue());
      Decisions.decide(
          transaction,
          project,
          row.with(0, request.getReason()),
          answer,
          "",
          request.getRequestId());
      decisions.onDecided(transaction, project, row.ordinal(), answer);
    } else {
      Decisions.undecided(
          transaction,
          project,
          row.with(0, request.getReason()),
          row.rounds() + 1,
          request.getRequestId());
    }
    AdjudicationRow after =
        Objects.requireNonNull(
            transaction.adjudications().find(project.projectId(), row.ordinal()));
    return ResolveAdjudicationResponse.newBuilder()
        .setAdjudication(AdjudicationView.of(transaction, project, after, transaction.nowMillis()))
        .build();
  }

  private static AdjudicationRow pending(
      Transaction transaction, ProjectRow project, String itemId) {
    ItemRow item = transaction.items().find(project.projectId(), itemId);
    if (item == null) {
      throw new ItemNotFound(itemId);
    }
    AdjudicationRow row = transaction.adjudications().find(project.projectId(), item.ordinal());
    if (row == null) {
      throw new AdjudicationNotFound(itemId);
    }
    if (!row.isPending()) {
      throw new AdjudicationClosed(itemId);
    }
    return row;
  }
}
