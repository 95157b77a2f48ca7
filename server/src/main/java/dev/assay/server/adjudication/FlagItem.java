package dev.assay.server.adjudication;

import dev.assay.server.failure.ItemNotFound;
import dev.assay.server.failure.ItemNotSettled;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Projects;
import dev.assay.server.request.SecretNumbers;
import dev.assay.server.request.Violations;
import dev.assay.server.store.AdjudicationRow;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.FlagItemRequest;
import dev.assay.v1.FlagItemResponse;
import java.util.function.LongConsumer;

/** Routes an item to adjudication because somebody doubts it. */
public final class FlagItem implements Mutation<FlagItemRequest, FlagItemResponse> {
  private final SecretNumbers secrets;
  private final LongConsumer reopened;

  /**
   * @param reopened is told the number of the project after the commit: an item that was decided
   *     may be in dispute again
   */
  public FlagItem(SecretNumbers secrets, LongConsumer reopened) {
    this.secrets = secrets;
    this.reopened = reopened;
  }

  @Override
  public void validate(FlagItemRequest request, Violations violations) {
    FieldRules.text(request.getReason(), 0, FieldRules.MAX_REASON_LENGTH, "reason", violations);
  }

  @Override
  public FlagItemResponse execute(Transaction transaction, FlagItemRequest request) {
    ProjectRow project = Projects.require(transaction, request.getProject());
    ItemRow item = transaction.items().find(project.projectId(), request.getItemId());
    if (item == null) {
      throw new ItemNotFound(request.getItemId());
    }
    TaskRow task = transaction.tasks().find(project.projectId(), item.ordinal());
    if (task == null || !task.isSettled()) {
      throw new ItemNotSettled(request.getItemId());
    }
    AdjudicationRow row =
        new AdjudicationRouting(transaction, project, secrets, request.getRequestId())
            .flag(task, request.getReason());
    transaction.afterCommit(() -> reopened.accept(project.projectId()));
    return FlagItemResponse.newBuilder()
        .setAdjudication(AdjudicationView.of(transaction, project, row, transaction.nowMillis()))
        .build();
  }
}
