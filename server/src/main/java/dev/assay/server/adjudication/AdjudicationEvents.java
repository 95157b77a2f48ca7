package dev.assay.server.adjudication;

import dev.assay.server.answer.LabelSpace;
import dev.assay.server.audit.AuditLog;
import dev.assay.server.store.AdjudicationRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.AdjudicationChanged;
import dev.assay.v1.AdjudicationReason;
import dev.assay.v1.AuditEvent;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Stores what became of an adjudication, under an audit event of its own. */
final class AdjudicationEvents {
  private AdjudicationEvents() {}

  static void store(
      Transaction transaction, ProjectRow project, AdjudicationRow row, String requestId) {
    transaction.adjudications().put(row);
    AdjudicationChanged.Builder changed =
        AdjudicationChanged.newBuilder()
            .setItemId(
                Objects.requireNonNull(transaction.items().find(row.projectId(), row.ordinal()))
                    .itemId())
            .setState(row.state())
            .addAllReasons(reasons(row))
            .setRound(row.rounds())
            .setAdjudicatorId(row.annotatorId())
            .setNote(row.note());
    TaskRow task = transaction.tasks().find(row.projectId(), row.ordinal());
    if (task != null && task.verdict() != null) {
      changed.setVerdict(LabelSpace.of(project.definition()).value(task.verdict()));
    }
    AuditLog.append(
        transaction,
        row.projectId(),
        requestId,
        AuditEvent.newBuilder().setAdjudicationChanged(changed));
  }

  static int bit(AdjudicationReason reason) {
    return 1 << reason.getNumber();
  }

  static List<AdjudicationReason> reasons(AdjudicationRow row) {
    return Stream.of(AdjudicationReason.values())
        .filter(reason -> reason != AdjudicationReason.UNRECOGNIZED)
        .filter(reason -> (row.reasons() & bit(reason)) != 0)
        .toList();
  }
}
