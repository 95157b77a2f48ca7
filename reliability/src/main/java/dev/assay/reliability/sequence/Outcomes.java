package dev.assay.reliability.sequence;

import dev.assay.reliability.sidecar.Answer;
import dev.assay.reliability.sidecar.Call;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.StopReason;
import dev.assay.v1.SubmitLabelsResponse;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How often each call was answered how: whether sequences come to where something happens. */
final class Outcomes {
  private static final String SERVED = "served";
  private static final String EVENTS = "events of the audit log";

  private final Map<String, Map<String, Long>> counts = new TreeMap<>();

  synchronized void add(Call call, Answer answer) {
    count(call.name(), answer.isOk() ? SERVED : answer.reason());
    if (!answer.isOk()) {
      return;
    }
    if (call.name().equals("NextBatch")) {
      StopReason reason = answer.first(NextBatchResponse.class).getStopReason();
      if (reason != StopReason.STOP_REASON_UNSPECIFIED) {
        count("NextBatch, stopped", reason.name().replace("STOP_REASON_", ""));
      }
    } else if (call.name().equals("SubmitLabels")) {
      answer
          .first(SubmitLabelsResponse.class)
          .getReceiptsList()
          .forEach(receipt -> count("labels", receipt.getFunding().name().replace("FUNDING_", "")));
    }
  }

  synchronized void addEvents(Collection<AuditEvent> events) {
    events.forEach(event -> count(EVENTS, event.getEventCase().name()));
  }

  private void count(String what, String how) {
    counts.computeIfAbsent(what, name -> new TreeMap<>()).merge(how, 1L, Long::sum);
  }

  /** The kinds of events that there were. */
  synchronized Set<String> events() {
    return new TreeSet<>(counts.getOrDefault(EVENTS, Map.of()).keySet());
  }

  /** The calls that were served at least once. */
  synchronized Set<String> served() {
    Set<String> served = new TreeSet<>();
    counts.forEach(
        (what, how) -> {
          if (how.containsKey(SERVED)) {
            served.add(what);
          }
        });
    return served;
  }

  /** A row a call: what its answers were, the most frequent first. */
  synchronized Map<String, String> rows() {
    Map<String, String> rows = new TreeMap<>();
    counts.forEach((what, how) -> rows.put(what, row(how)));
    return rows;
  }

  private static String row(Map<String, Long> how) {
    StringBuilder row = new StringBuilder();
    how.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(
            entry ->
                row.append(row.isEmpty() ? "" : ", ")
                    .append(String.format(Locale.ROOT, "%,d ", entry.getValue()))
                    .append(entry.getKey()));
    return row.toString();
  }
}
