package dev.assay.app.cli;

import dev.assay.report.TextTable;
import dev.assay.v1.AssignmentsClosed;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.Grant;
import dev.assay.v1.LabelValue;
import dev.assay.v1.VoteRecorded;
import java.util.List;
import java.util.Locale;

/** Why an item was chosen and what became of it, from the events that are about it. */
final class ItemHistory {
  private static final String NONE = "-";

  private ItemHistory() {}

  static TextTable of(String itemId, List<AuditEvent> events) {
    TextTable table =
        new TextTable(
            "SEQ",
            "TIME",
            "EVENT",
            "ANNOTATOR",
            "WAVE",
            "POSITION",
            "SLICE",
            "PROBABILITY",
            "DRAW",
            "UTILITY",
            "WHAT");
    for (AuditEvent event : events) {
      event.getBatchGranted().getGrantsList().stream()
          .filter(grant -> grant.getItemId().equals(itemId))
          .forEach(grant -> granted(table, event, grant));
      event.getLabelsSubmitted().getVotesList().stream()
          .filter(vote -> vote.getItemId().equals(itemId))
          .forEach(
              vote -> other(table, event, event.getLabelsSubmitted().getAnnotatorId(), said(vote)));
      closings(table, event, itemId);
    }
    return table;
  }

  private static void granted(TextTable table, AuditEvent event, Grant grant) {
    table.row(
        event.getSequence(),
        Times.show(event.getCreateTime()),
        AuditTables.name(event),
        event.getBatchGranted().getAnnotatorId(),
        grant.getWaveNumber(),
        grant.getWavePosition(),
        grant.getSlice().name().replace("SLICE_", ""),
        number(grant.getInclusionProbability()),
        number(grant.getSliceDraw()),
        number(grant.getUtility()),
        grant.getTaskKind().name().replace("TASK_KIND_", "")
            + " for "
            + Amounts.show(grant.getPriceMicros()));
  }

  private static void closings(TextTable table, AuditEvent event, String itemId) {
    AssignmentsClosed closed = event.getAssignmentsClosed();
    for (int i = 0; i < closed.getItemIdsCount(); i++) {
      if (closed.getItemIds(i).equals(itemId)) {
        String cause = closed.getCause().name().replace("CAUSE_", "");
        other(
            table,
            event,
            closed.getAnnotatorIds(i),
            cause + (closed.getReason().isEmpty() ? "" : ": " + closed.getReason()));
      }
    }
  }

  private static void other(TextTable table, AuditEvent event, String annotatorId, String what) {
    table.row(
        event.getSequence(),
        Times.show(event.getCreateTime()),
        AuditTables.name(event),
        annotatorId,
        NONE,
        NONE,
        NONE,
        NONE,
        NONE,
        NONE,
        what);
  }

  private static String said(VoteRecorded vote) {
    return "\"%s\", %s, charged %s%s"
        .formatted(
            text(vote.getValue()),
            vote.getFunding().name().replace("FUNDING_", ""),
            Amounts.show(vote.getChargedMicros()),
            vote.hasVerdict() ? "; settled as \"" + text(vote.getVerdict()) + "\"" : "");
  }

  private static String text(LabelValue value) {
    return String.join("; ", value.getClassNamesList());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }
}
