package dev.assay.app.demo;

import dev.assay.report.TextTable;
import dev.assay.report.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The report: one page with everything in it, which loads nothing. */
final class DemoReport {
  private DemoReport() {}

  /** The page as text. */
  static String html(DemoPlan plan, Summary summary) {
    List<RoundResult> rounds = summary.rounds();
    return new Page("Assay demo")
        .heading("Which label to buy next, and what the labels bought have taught")
        .words(setting(plan))
        .list(SummaryLines.of(plan, summary))
        .section("Learning")
        .figure(
            DemoCharts.learning(rounds),
            "Both arms have the same annotators, price, votes and training. Round 1 is drawn at"
                + " random in both, for there is no model yet.")
        .section("Knowing how good the model is")
        .figure(
            DemoCharts.estimates(rounds),
            "Each round judges the model that chose its items, by the labels bought in that round,"
                + " on the items that nobody had been asked about when its scores were published."
                + " The truth is known to the demo alone.")
        .section("Spending")
        .figure(
            DemoCharts.spending(rounds),
            "A label's price is held when the item is handed out and charged when the answer comes."
                + " The sum of both never exceeds the ceiling.")
        .section("Numbers")
        .table(numbers(rounds))
        .html();
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

  private static TextTable numbers(List<RoundResult> rounds) {
    TextTable table =
        new TextTable(
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
    rounds.forEach(result -> table.row(cells(result, result.judgement())));
    return table;
  }

  private static Object[] cells(RoundResult result, @Nullable Judgement judged) {
    Judgement.Estimated estimated = judged == null ? null : judged.estimated();
    return new Object[] {
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
      judged == null ? "-" : Words.share(judged.truth())
    };
  }
}
