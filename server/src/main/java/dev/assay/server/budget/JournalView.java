package dev.assay.server.budget;

import com.google.protobuf.util.Timestamps;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.JournalRow;
import dev.assay.server.store.Tables;
import dev.assay.v1.JournalEntry;

/** Movements as callers see them. */
final class JournalView {
  private static final String SERVER = "server";
  private static final String ANNOTATOR = "annotator";

  private JournalView() {}

  static JournalEntry entry(Tables tables, JournalRow row) {
    JournalEntry.Builder entry =
        JournalEntry.newBuilder()
            .setSequence(row.sequence())
            .setKind(row.kind())
            .setDebitAccount(row.debit())
            .setCreditAccount(row.credit())
            .setAmountMicros(row.amountMicros())
            .setChargedMicros(row.chargedMicros())
            .setHeldMicros(row.heldMicros())
            .setCeilingMicros(row.ceilingMicros())
            .setActor(actor(row))
            .setRequestId(row.requestId())
            .setReason(row.reason())
            .setCreateTime(Timestamps.fromMillis(row.createdMillis()));
    JournalRow.Subject subject = row.subject();
    if (subject != null) {
      AssignmentRow assignment = tables.assignments().find(subject.assignmentId());
      ItemRow item =
          assignment == null ? null : tables.items().find(row.projectId(), assignment.ordinal());
      if (item == null) {
        throw new IllegalStateException(
            "journal entry " + row.sequence() + " is of an assignment that is not stored");
      }
      entry
          .setItemId(item.itemId())
          .setAnnotatorId(subject.annotatorId())
          .setSlice(subject.slice())
          .setBudgetDate(BudgetCalendar.date(subject.budgetDay()));
    }
    return entry.build();
  }

  private static String actor(JournalRow row) {
    if (!row.actor().isEmpty()) {
      return row.actor();
    }
    return row.requestId().isEmpty() ? SERVER : ANNOTATOR;
  }
}
