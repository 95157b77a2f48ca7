package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.AssignmentRow;

/** Which items an annotator was ever shown, in whatever way. */
record Shown(Book book, long projectId, String annotatorId) {

  /** As gold. */
  boolean asGold(int ordinal) {
    return book.goldChecks().get(new CheckKey(projectId, annotatorId, ordinal)) != null;
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
