package dev.assay.app.cli;

import dev.assay.report.TextTable;
import dev.assay.v1.GetSpendReportResponse;
import dev.assay.v1.SpendSum;
import java.util.List;
import java.util.Locale;

/** What was spent on what, as people read it. */
final class SpendTables {
  private SpendTables() {}

  /** What a table divides the spending by. */
  enum Part {
    SLICE,
    ANNOTATOR,
    DAY,
    STRATUM
  }

  /** The tables of the whole and of every part but the strata. */
  static List<TextTable> of(GetSpendReportResponse report) {
    return List.of(
        total(report), of(report, Part.SLICE), of(report, Part.ANNOTATOR), of(report, Part.DAY));
  }

  private static TextTable total(GetSpendReportResponse report) {
    SpendSum total = report.getTotal();
    String currency = report.getCurrencyCode();
    TextTable table =
        new TextTable("FIELD", "VALUE")
            .row("project", report.getProject())
            .row("spent on labels", Amounts.show(total.getChargedMicros(), currency))
            .row("charged labels", total.getFundedLabelCount())
            .row(
                "a label",
                total.hasMeanLabelMicros()
                    ? Amounts.show(total.getMeanLabelMicros(), currency)
                    : "-")
            .row("annotators' time", Times.show(total.getLabelingDuration()))
            .row("days begin in", report.getTimeZone());
    if (report.hasSettledItemCount()) {
      table
          .row("settled items", report.getSettledItemCount())
          .row(
              "a settled item",
              report.hasMeanSettledItemMicros()
                  ? Amounts.show(report.getMeanSettledItemMicros(), currency)
                  : "-")
          .row("adjustments beside", Amounts.show(report.getAdjustedMicros(), currency));
    }
    return table;
  }

  /** The table of one part. */
  static TextTable of(GetSpendReportResponse report, Part part) {
    TextTable table =
        new TextTable(part.name(), "SPENT", "SHARE", "LABELS", "A LABEL", "ANNOTATORS' TIME");
    long wholeMicros = report.getTotal().getChargedMicros();
    switch (part) {
      case SLICE ->
          report
              .getSlicesList()
              .forEach(
                  row ->
                      add(
                          table,
                          row.getSlice().name().replace("SLICE_", ""),
                          row.getSpend(),
                          wholeMicros));
      case ANNOTATOR -> {
        report
            .getAnnotatorsList()
            .forEach(row -> add(table, row.getAnnotatorId(), row.getSpend(), wholeMicros));
        if (report.hasOtherAnnotators()) {
          add(table, "(others)", report.getOtherAnnotators(), wholeMicros);
        }
      }
      case DAY -> {
        if (report.hasEarlierDays()) {
          add(table, "(earlier)", report.getEarlierDays(), wholeMicros);
        }
        report.getDaysList().forEach(row -> add(table, row.getDate(), row.getSpend(), wholeMicros));
      }
      case STRATUM -> {
        report
            .getStrataList()
            .forEach(row -> add(table, stratum(row.getStratum()), row.getSpend(), wholeMicros));
        if (report.hasOtherStrata()) {
          add(table, "(others)", report.getOtherStrata(), wholeMicros);
        }
      }
    }
    return table;
  }

  private static String stratum(String name) {
    return name.isEmpty() ? "(all)" : name;
  }

  private static void add(TextTable table, String key, SpendSum sum, long wholeMicros) {
    table.row(
        key,
        Amounts.show(sum.getChargedMicros()),
        wholeMicros == 0
            ? "-"
            : String.format(Locale.ROOT, "%.1f%%", 100.0 * sum.getChargedMicros() / wholeMicros),
        sum.getFundedLabelCount(),
        sum.hasMeanLabelMicros() ? Amounts.show(sum.getMeanLabelMicros()) : "-",
        Times.show(sum.getLabelingDuration()));
  }
}
