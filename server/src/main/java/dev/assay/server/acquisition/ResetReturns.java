package dev.assay.server.acquisition;

import dev.assay.server.audit.AuditLog;
import dev.assay.server.failure.ItemNotFound;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Violations;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.ResetReturnsRequest;
import dev.assay.v1.ResetReturnsResponse;
import dev.assay.v1.ReturnsReset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Lets items be offered again to those who returned them: their assignments are since as if the
 * leases had ended, those of checks like those of ordinary work.
 */
public final class ResetReturns implements Mutation<ResetReturnsRequest, ResetReturnsResponse> {
  /** The most assignments that one call resets, and the most items that it names. */
  static final int MAX_RESET = 500;

  @Override
  public void validate(ResetReturnsRequest request, Violations violations) {
    FieldRules.text(
        request.getAnnotatorId(),
        0,
        FieldRules.MAX_ANNOTATOR_ID_LENGTH,
        "annotator_id",
        violations);
    FieldRules.text(request.getReason(), 0, FieldRules.MAX_REASON_LENGTH, "reason", violations);
    FieldRules.inRange(request.getItemIdsCount(), 0, MAX_RESET, "item_ids", violations);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < request.getItemIdsCount(); i++) {
      String field = "item_ids[" + i + "]";
      FieldRules.itemId(request.getItemIds(i), field, violations);
      violations.require(seen.add(request.getItemIds(i)), field, "stands twice in the call");
    }
  }

  @Override
  public ResetReturnsResponse execute(Transaction transaction, ResetReturnsRequest request) {
    ProjectRow project = Projects.require(transaction, request.getProject());
    String annotatorId = request.getAnnotatorId();
    List<AssignmentRow> found =
        request.getItemIdsCount() > 0
            ? ofItems(transaction, project.projectId(), request).stream()
                .filter(lease -> annotatorId.isEmpty() || lease.annotatorId().equals(annotatorId))
                .toList()
            : transaction
                .assignments()
                .returned(
                    project.projectId(), annotatorId.isEmpty() ? null : annotatorId, MAX_RESET + 1);
    List<AssignmentRow> returned = found.subList(0, Math.min(found.size(), MAX_RESET));
    // From here on it must succeed.
    if (!returned.isEmpty()) {
      reset(transaction, returned, request);
    }
    return ResetReturnsResponse.newBuilder()
        .setResetCount(returned.size())
        .setAnyLeft(found.size() > returned.size())
        .build();
  }

  private static List<AssignmentRow> ofItems(
      Transaction transaction, long projectId, ResetReturnsRequest request) {
    List<AssignmentRow> returned = new ArrayList<>();
    for (String itemId : request.getItemIdsList()) {
      ItemRow item = transaction.items().find(projectId, itemId);
      if (item == null) {
        throw new ItemNotFound(itemId);
      }
      transaction.assignments().ofItem(projectId, item.ordinal()).stream()
          .filter(lease -> lease.state() == AssignmentRow.State.RETURNED)
          .forEach(returned::add);
    }
    return returned;
  }

  private static void reset(
      Transaction transaction, List<AssignmentRow> returned, ResetReturnsRequest request) {
    long projectId = returned.get(0).projectId();
    ReturnsReset.Builder event = ReturnsReset.newBuilder().setReason(request.getReason());
    for (AssignmentRow lease : returned) {
      ItemRow item = transaction.items().find(projectId, lease.ordinal());
      event.addItemIds(Objects.requireNonNull(item).itemId()).addAnnotatorIds(lease.annotatorId());
    }
    long sequence =
        AuditLog.append(
            transaction,
            projectId,
            request.getRequestId(),
            AuditEvent.newBuilder().setReturnsReset(event));
    for (AssignmentRow lease : returned) {
      transaction.assignments().close(lease.assignmentId(), AssignmentRow.State.EXPIRED, sequence);
    }
  }
}
