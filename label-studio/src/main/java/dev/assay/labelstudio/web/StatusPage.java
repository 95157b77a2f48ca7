package dev.assay.labelstudio.web;

import com.sun.net.httpserver.HttpExchange;
import dev.assay.client.Micros;
import dev.assay.labelstudio.bridge.Bridge;
import dev.assay.labelstudio.bridge.BridgeStatus;
import dev.assay.labelstudio.state.Annotations.Entry;
import dev.assay.v1.Budget;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The state of the link in plain HTML: no script, no style sheet from elsewhere, no cookie. */
final class StatusPage {
  private final Bridge bridge;

  StatusPage(Bridge bridge) {
    this.bridge = bridge;
  }

  void handle(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getPath().equals("/")) {
      Answers.send(exchange, 404, "text/plain", "there is nothing here\n");
      return;
    }
    Answers.send(exchange, 200, "text/html", page(bridge.status()));
  }

  static String page(BridgeStatus status) {
    StringBuilder html = new StringBuilder(4096);
    html.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta http-equiv=\"refresh\" content=\"5\"><title>Assay and Label Studio</title>")
        .append(
            "<style>body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}")
        .append("table{border-collapse:collapse;margin-bottom:1.5em}")
        .append("td,th{text-align:left;padding:.2em 1em .2em 0;vertical-align:top}")
        .append(".wrong{background:#fde8e8;padding:.5em 1em}</style></head><body>")
        .append("<h1>Assay and Label Studio</h1>");
    status
        .conditions()
        .forEach(
            (name, condition) ->
                html.append("<p class=\"wrong\"><b>")
                    .append(escape(name))
                    .append("</b>: ")
                    .append(escape(condition.text()))
                    .append("</p>"));
    table(html, "Budget", budget(status));
    table(html, "Work", work(status));
    table(html, "Annotations", annotations(status));
    table(html, "Link", link(status));
    listed(html, "Out-of-band: in no estimate", status.outOfBand());
    listed(html, "Quarantined: in no estimate", status.quarantined());
    return html.append("</body></html>").toString();
  }

  private static List<String[]> budget(BridgeStatus status) {
    Budget budget = status.budget();
    if (budget == null) {
      return List.<String[]>of(new String[] {"Not read yet", ""});
    }
    String currency = " " + budget.getCurrencyCode();
    return List.of(
        new String[] {"Ceiling", amount(budget.getCeilingMicros()) + currency},
        new String[] {"Charged", amount(budget.getChargedMicros()) + currency},
        new String[] {"Held by released work", amount(budget.getHeldMicros()) + currency},
        new String[] {"Available", amount(budget.getAvailableMicros()) + currency},
        new String[] {"Labels paid for", Long.toString(budget.getFundedLabelCount())});
  }

  private static List<String[]> work(BridgeStatus status) {
    List<String[]> rows = new ArrayList<>();
    rows.addAll(votes(status));
    if (status.adjudicationProject() != 0) {
      rows.add(
          new String[] {"Project for adjudication", Long.toString(status.adjudicationProject())});
      rows.add(
          new String[] {"Open for adjudication", Long.toString(status.adjudicationOpenCount())});
      rows.add(new String[] {"Adjudicated", Long.toString(status.adjudicatedCount())});
    }
    return rows;
  }

  private static List<String[]> votes(BridgeStatus status) {
    return List.of(
        new String[] {"Project of Assay", status.assayProject()},
        new String[] {"Project of Label Studio", Long.toString(status.workProject())},
        new String[] {"Steered by", status.lever().equals("SCORE") ? "score" : "release"},
        new String[] {"Items of the pool", Long.toString(status.itemCount())},
        new String[] {"Open in Label Studio", Long.toString(status.openCount())},
        new String[] {"Labelled", Long.toString(status.labeledCount())},
        new String[] {
          "No more released because", status.stopReason().isEmpty() ? "-" : status.stopReason()
        });
  }

  private static List<String[]> annotations(BridgeStatus status) {
    return List.of(
        new String[] {"Accepted", count(status, "ACCEPTED")},
        new String[] {"Skipped", count(status, "SKIPPED")},
        new String[] {"Out-of-band", count(status, "OUT_OF_BAND")},
        new String[] {"Quarantined", count(status, "QUARANTINED")},
        new String[] {"Deleted", count(status, "DELETED")},
        new String[] {"Deleted before they were read", Long.toString(status.vanishedCount())},
        new String[] {"Waiting for Assay", Long.toString(status.pendingCount())});
  }

  private static List<String[]> link(BridgeStatus status) {
    return List.of(
        new String[] {"Last webhook", time(status.lastWebhookMillis())},
        new String[] {"Last poll", time(status.lastPollMillis())},
        new String[] {"Lag", status.lagMillis() + " ms"},
        new String[] {"Heard of by webhook", Long.toString(status.heardByWebhook())},
        new String[] {"Reconciled by poll", Long.toString(status.heardByPoll())},
        new String[] {"Webhooks without the secret", Long.toString(status.refusedWebhooks())});
  }

  private static void table(StringBuilder html, String title, List<String[]> rows) {
    html.append("<h2>").append(escape(title)).append("</h2><table>");
    for (String[] row : rows) {
      html.append("<tr><th>")
          .append(escape(row[0]))
          .append("</th><td>")
          .append(escape(row[1]))
          .append("</td></tr>");
    }
    html.append("</table>");
  }

  private static void listed(StringBuilder html, String title, List<Entry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    html.append("<h2>")
        .append(escape(title))
        .append("</h2><table>")
        .append("<tr><th>Task</th><th>Annotation</th><th>Annotator</th><th>Why</th></tr>");
    for (Entry entry : entries) {
      html.append("<tr><td>")
          .append(entry.taskId())
          .append("</td><td>")
          .append(entry.annotationId())
          .append("</td><td>")
          .append(escape(entry.annotator()))
          .append("</td><td>")
          .append(escape(entry.reason()))
          .append("</td></tr>");
    }
    html.append("</table>");
  }

  private static String count(BridgeStatus status, String state) {
    return Long.toString(status.annotationCounts().getOrDefault(state, 0L));
  }

  private static String amount(long micros) {
    return Micros.toBigDecimal(micros).stripTrailingZeros().toPlainString();
  }

  private static String time(long millis) {
    return millis == 0
        ? "none yet"
        : Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
