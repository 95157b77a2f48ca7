package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.GoldCheckRow;

/** Which items an annotator was ever shown, in whatever way. */
record Shown(Book book, long projectId, String annotatorId) {

  /** As gold. */
  boolean asGold(int ordinal) {
    GoldCheckRow check = book.goldChecks().get(new CheckKey(projectId, annotatorId, ordinal));
    return check != null && check.place().state() != GoldCheckRow.State.HANDED_OVER;
  }

  /** As gold, by an assignment that did not simply expire. */
  boolean asGoldForGood(int ordinal) {
    return book.assignments().all().stream()
        .filter(lease -> lease.projectId() == projectId && lease.ordinal() == ordinal)
        .filter(lease -> !isOfAWave(lease) && lease.annotatorId().equals(annotatorId))
        .anyMatch(
            lease ->
                lease.state() != AssignmentRow.State.EXPIRED
                    || book.labels().all().stream()
                        .anyMatch(label -> label.assignmentId() == lease.assignmentId()));
  }

  /** As ordinary work or to adjudicate it; gold checks have no wave. */
  boolean asWork(int ordinal) {
    return book.assignments().all().stream()
        .filter(lease -> lease.projectId() == projectId && lease.ordinal() == ordinal)
        .filter(Shown::isOfAWave)
        .anyMatch(lease -> lease.annotatorId().equals(annotatorId));
  }

  static boolean isOfAWave(AssignmentRow lease) {
    return lease.waveNumber() != 0;
  }
}
