package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.AuditTable;
import dev.assay.server.store.WaveItemRow;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.AuditEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Audit events by project and sequence. */
record MemoryAuditTable(OpenBook book) implements AuditTable {

  @Override
  public void append(long projectId, AuditEvent event) {
    book.get().audit().insert(Key.of(projectId, event.getSequence()), event);
  }

  private Stream<AuditEvent> after(long projectId, long sequence) {
    return book
        .get()
        .audit()
        .between(Key.of(projectId, sequence + 1), Key.of(projectId + 1, 0))
        .stream();
  }

  @Override
  public List<AuditEvent> list(long projectId, long afterSequence, int limit) {
    return after(projectId, afterSequence).limit(limit).toList();
  }

  @Override
  public List<AuditEvent> ofItem(long projectId, int ordinal, long afterSequence, int limit) {
    Set<Long> sequences = new HashSet<>();
    for (WaveRow wave :
        book.get().waves().between(Key.of(projectId, 0), Key.of(projectId + 1, 0))) {
      for (WaveItemRow item :
          book.get()
              .waveItems()
              .between(
                  Key.of(projectId, wave.waveNumber()), Key.of(projectId, wave.waveNumber() + 1))) {
        if (item.ordinal() == ordinal) {
          sequences.add(wave.drawnSequence());
        }
      }
    }
    for (AssignmentRow lease : book.get().assignments().all()) {
      if (lease.projectId() == projectId && lease.ordinal() == ordinal) {
        sequences.add(lease.grantedSequence());
        if (lease.closedSequence() != null) {
          sequences.add(lease.closedSequence());
        }
        Long expired = book.get().expiries().get(lease.assignmentId());
        if (expired != null) {
          sequences.add(expired);
        }
      }
    }
    return after(projectId, afterSequence)
        .filter(event -> sequences.contains(event.getSequence()))
        .limit(limit)
        .toList();
  }
}
