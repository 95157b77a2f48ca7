package dev.assay.server.audit;

import dev.assay.server.request.AnswerBytes;
import dev.assay.v1.AuditEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects events for one answer. An event can be as large as a batch, so an answer is bounded by
 * its bytes as well as by its events; it holds at least one event when there is one.
 */
final class EventReader {
  /** The most events that are read from the store at once. */
  private static final int MAX_STEP_EVENTS = 100;

  private EventReader() {}

  /** Reads up to {@code limit} events after a sequence number, in their order. */
  @FunctionalInterface
  interface Source {
    List<AuditEvent> read(long afterSequence, int limit);
  }

  /**
   * @param events in their order
   * @param lastSequence of the last one, or null when no event follows it
   */
  record Part(List<AuditEvent> events, @Nullable Long lastSequence) {}

  /** Up to {@code limit} events after the sequence number. */
  static Part read(Source source, long afterSequence, int limit) {
    List<AuditEvent> events = new ArrayList<>();
    long after = afterSequence;
    AnswerBytes bytes = new AnswerBytes();
    while (true) {
      int step = Math.min(MAX_STEP_EVENTS, limit - events.size() + 1);
      List<AuditEvent> read = source.read(after, step);
      for (AuditEvent event : read) {
        if (events.size() == limit || !bytes.add(event)) {
          return new Part(events, after);
        }
        events.add(event);
        after = event.getSequence();
      }
      if (read.size() < step) {
        return new Part(events, null);
      }
    }
  }
}
