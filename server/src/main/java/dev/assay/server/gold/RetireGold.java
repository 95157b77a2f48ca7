package dev.assay.server.gold;

import dev.assay.server.audit.AuditLog;
import dev.assay.server.failure.GoldNotFound;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Projects;
import dev.assay.server.request.SecretNumbers;
import dev.assay.server.request.Violations;
import dev.assay.server.store.GoldRow;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.verdict.VerdictModels;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.GoldChanged;
import dev.assay.v1.RetireGoldRequest;
import dev.assay.v1.RetireGoldResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Stops the use of gold items, all or none. What they have said of annotators stands, unless they
 * are found to have no right answer.
 */
public final class RetireGold implements Mutation<RetireGoldRequest, RetireGoldResponse> {
  private final SecretNumbers secrets;
  private final VerdictModels models;

  public RetireGold(SecretNumbers secrets, VerdictModels models) {
    this.secrets = secrets;
    this.models = models;
  }

  @Override
  public void validate(RetireGoldRequest request, Violations violations) {
    FieldRules.inRange(request.getItemIdsCount(), 1, PutGold.MAX_KEYS, "item_ids", violations);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < request.getItemIdsCount(); i++) {
      FieldRules.itemId(request.getItemIds(i), "item_ids[" + i + "]", violations);
      violations.require(
          seen.add(request.getItemIds(i)), "item_ids[" + i + "]", "stands twice in the call");
    }
  }

  @Override
  public RetireGoldResponse execute(Transaction transaction, RetireGoldRequest request) {
    ProjectRow project = Projects.require(transaction, request.getProject());
    GoldChanged.Builder event = GoldChanged.newBuilder();
    List<GoldRow> named = new ArrayList<>();
    for (String itemId : request.getItemIdsList()) {
      ItemRow item = transaction.items().find(project.projectId(), itemId);
      GoldRow row =
          item == null ? null : transaction.gold().find(project.projectId(), item.ordinal());
      if (row == null) {
        throw new GoldNotFound(itemId);
      }
      named.add(row);
      if (!row.retired()) {
        transaction.gold().put(row.with(row.answerKey(), row.source(), true));
        event.addRetiredItemIds(itemId);
      }
    }
    if (event.getRetiredItemIdsCount() > 0) {
      AuditLog.append(
          transaction,
          project.projectId(),
          request.getRequestId(),
          AuditEvent.newBuilder().setGoldChanged(event));
    }
    RetireGoldResponse.Builder response =
        RetireGoldResponse.newBuilder().setRetiredCount(event.getRetiredItemIdsCount());
    if (request.getVoidChecks()) {
      PutGold.requireFew(named, "item_ids");
      GoldAnswers answers =
          new GoldAnswers(
              transaction,
              project,
              secrets,
              models.judge(transaction, project),
              request.getRequestId());
      response.setVoidedCount(answers.judgeAnew(named, true));
    }
    return response.build();
  }
}
