package dev.assay.app.demo;

import dev.assay.report.plot.Chart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The report: one page with everything in it, which loads nothing. */
final class DemoReport {
  private static final String STYLE_FILE = "report.css";

  /** The columns of the numbers. */
  private static final List<String> HEADINGS =
      List.of(
          "round",
          "labels",
          "charged",
          "held",
          "ceiling",
          "active",
          "random",
          "judged model",
          "estimate",
          "90 % interval",
          "truth");

  private DemoReport() {}

  /** The page as text: well-formed XML, so that any reader can take it apart. */
  static String html(DemoPlan plan, Summary summary) {
    StringBuilder page = new StringBuilder();
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
    page.append("<title>Assay demo</title>\n<style>\n").append(style()).append("</style>\n");
    page.append("</head>\n<body>\n");
    page.append("<h1>Which label to buy next, and what the labels bought have taught</h1>\n");
    page.append("<p>").append(escape(setting(plan))).append("</p>\n<ul>\n");
    for (String line : SummaryLines.of(plan, summary)) {
      page.append("<li>").append(escape(line)).append("</li>\n");
    }
    page.append("</ul>\n");
    figure(
        page,
        "Learning",
        DemoCharts.learning(summary.rounds()),
        "Both arms have the same annotators, price, votes and training. Round 1 is drawn at random"
            + " in both, for there is no model yet.");
    figure(
        page,
        "Knowing how good the model is",
        DemoCharts.estimates(summary.rounds()),
        "Each round judges the model that chose its items, by the labels bought in that round,"
            + " on the items that nobody had been asked about when its scores were published."
            + " The truth is known to the demo alone.");
    figure(
        page,
        "Spending",
        DemoCharts.spending(summary.rounds()),
        "A label's price is held when the item is handed out and charged when the answer comes."
            + " The sum of both never exceeds the ceiling.");
    table(page, summary.rounds());
    return page.append("</body>\n</html>\n").toString();
  }

  private static String setting(DemoPlan plan) {
    return "%s with seed %d: %s items to label, %s held out, %s %s a label."
        .formatted(
            plan.dataset().name(),
            plan.seed(),
            Words.count(plan.split().pool().length),
            Words.count(plan.split().heldOut().length),
            Words.money(DemoPlan.PRICE_MICROS),
            DemoPlan.CURRENCY);
  }

  private static void figure(StringBuilder page, String title, Chart chart, String caption) {
    page.append("<h2>").append(escape(title)).append("</h2>\n<figure>\n").append(chart.svg());
    page.append("<figcaption>").append(escape(caption)).append("</figcaption>\n</figure>\n");
  }

  private static void table(StringBuilder page, List<RoundResult> rounds) {
    page.append("<h2>Numbers</h2>\n<table>\n<thead><tr>");
    for (String heading : HEADINGS) {
      page.append("<th>").append(heading).append("</th>");
    }
    page.append("</tr></thead>\n<tbody>\n");
    for (RoundResult result : rounds) {
      page.append("<tr>");
      List<String> cells = cells(result, result.judgement());
      for (int i = 0; i < cells.size(); i++) {
        // Where the page is too narrow for columns, each cell says what it is.
        page.append("<td data-heading=\"").append(HEADINGS.get(i)).append("\">");
        page.append(escape(cells.get(i))).append("</td>");
      }
      page.append("</tr>\n");
    }
    page.append("</tbody>\n</table>\n");
  }

  private static List<String> cells(RoundResult result, @Nullable Judgement judged) {
    Judgement.Estimated estimated = judged == null ? null : judged.estimated();
    return List.of(
        Words.count(result.round()),
        Words.count(result.labels()),
        Words.money(result.spending().chargedMicros()),
        Words.money(result.spending().heldMicros()),
        Words.money(result.spending().ceilingMicros()),
        Words.share(result.accuracyActive()),
        Words.share(result.accuracyRandom()),
        judged == null ? "-" : judged.modelVersion(),
        estimated == null ? "-" : Words.share(estimated.estimate()),
        estimated == null
            ? "-"
            : Words.share(estimated.low()) + " - " + Words.share(estimated.high()),
        judged == null ? "-" : Words.share(judged.truth()));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String style() {
    try (InputStream file = DemoReport.class.getResourceAsStream(STYLE_FILE)) {
      if (file == null) {
        throw new IllegalStateException(STYLE_FILE + " is not in the jar; build it again");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
