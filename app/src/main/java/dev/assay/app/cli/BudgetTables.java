package dev.assay.app.cli;

import dev.assay.report.TextTable;
import dev.assay.v1.Budget;
import dev.assay.v1.BudgetAlert;
import dev.assay.v1.BudgetLine;
import dev.assay.v1.BudgetPlan;
import dev.assay.v1.FundLabelsResponse;
import dev.assay.v1.JournalEntry;
import dev.assay.v1.LineBalance;
import dev.assay.v1.VerifyBudgetResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Budgets and their books as people read them. */
final class BudgetTables {
  private BudgetTables() {}

  /** The balance; the plan's lines, and its other parts, where there are some. */
  static List<TextTable> budget(Budget budget) {
    List<TextTable> tables = new ArrayList<>(List.of(balance(budget)));
    if (budget.getPlan().getLinesCount() > 0) {
      tables.add(lines(budget));
    }
    if (budget.getAlertsCount() > 0
        || budget.getPlan().getReviewSharesCount() > 0
        || budget.getPlan().getPaceCount() > 0) {
      tables.add(limits(budget));
    }
    if (budget.getPlan().getTaskPricesCount() > 0) {
      TextTable prices = new TextTable("TASK KIND", "PRICE");
      budget
          .getPlan()
          .getTaskPricesList()
          .forEach(
              price ->
                  prices.row(
                      shortName(price.getTaskKind(), "TASK_KIND_"),
                      Amounts.show(price.getPriceMicros())));
      tables.add(prices);
    }
    return tables;
  }

  private static TextTable balance(Budget budget) {
    String currency = budget.getCurrencyCode();
    BudgetPlan plan = budget.getPlan();
    TextTable table =
        new TextTable("FIELD", "VALUE")
            .row("project", budget.getProject())
            .row("ceiling", Amounts.show(budget.getCeilingMicros(), currency));
    if (budget.getCeilingTargetMicros() < budget.getCeilingMicros()) {
      table.row("draining to", Amounts.show(budget.getCeilingTargetMicros(), currency));
    }
    table.row("charged", Amounts.show(budget.getChargedMicros(), currency));
    if (budget.getAdjustedMicros() != 0) {
      table.row("of it adjusted", Amounts.show(budget.getAdjustedMicros(), currency));
    }
    table
        .row("held", Amounts.show(budget.getHeldMicros(), currency))
        .row("available", Amounts.show(budget.getAvailableMicros(), currency))
        .row("funded labels", budget.getFundedLabelCount())
        .row("open assignments", budget.getOpenAssignmentCount())
        .row("unfunded labels", budget.getUnfundedLabelCount())
        .row("label ceiling", budget.hasLabelCeiling() ? budget.getLabelCeiling() : "-")
        .row("annotators' time", Times.show(budget.getLabelingDuration()))
        .row(
            "time ceiling",
            plan.hasAnnotatorTimeCeiling() ? Times.show(plan.getAnnotatorTimeCeiling()) : "-")
        .row("time zone", plan.getTimeZone().isEmpty() ? "UTC" : plan.getTimeZone())
        .row("grants", grants(budget))
        .row("etag", budget.getEtag())
        .row("update_time", Times.show(budget.getUpdateTime()));
    return table;
  }

  private static String grants(Budget budget) {
    if (budget.hasReview()) {
      return "stopped for review at "
          + Amounts.show(budget.getReview().getThresholdMicros())
          + " since "
          + Times.show(budget.getReview().getPauseTime())
          + "; go on with: assay budget resume";
    }
    return budget.getExplorationOnly() ? "exploration only" : "open";
  }

  /** The plan's lines, and their balances where there is one to show. */
  private static TextTable lines(Budget budget) {
    TextTable table =
        new TextTable(
            "LINE", "SLICES", "FOR", "PERIOD", "CHARGED", "HELD", "CEILING", "LABELS", "SET ASIDE");
    for (BudgetLine line : budget.getPlan().getLinesList()) {
      LineBalance balance =
          budget.getLinesList().stream()
              .filter(candidate -> candidate.getLine().equals(line.getName()))
              .findFirst()
              .orElse(null);
      table.row(
          line.getName(),
          slices(line),
          line.getEachAnnotator() ? "each annotator" : or(line.getAnnotatorId(), "all"),
          balance == null
              ? or(shortName(line.getPeriod(), "PERIOD_").replace("UNSPECIFIED", ""), "-")
              : or(balance.getPeriodStartDate(), "-"),
          balance == null ? "-" : Amounts.show(balance.getChargedMicros()),
          balance == null ? "-" : Amounts.show(balance.getHeldMicros()),
          ceiling(line, balance),
          labels(line, balance),
          line.getSetAsideShare() == 0
              ? "-"
              : Amounts.show(balance == null ? 0 : balance.getSetAsideMicros()));
    }
    return table;
  }

  private static String ceiling(BudgetLine line, @Nullable LineBalance balance) {
    if (balance != null && balance.hasCeilingMicros()) {
      return Amounts.show(balance.getCeilingMicros());
    }
    return line.hasCeilingMicros() ? Amounts.show(line.getCeilingMicros()) : "-";
  }

  private static String labels(BudgetLine line, @Nullable LineBalance balance) {
    String used =
        balance == null
            ? "-"
            : String.valueOf(balance.getFundedLabelCount() + balance.getOpenAssignmentCount());
    return line.hasLabelCeiling() ? used + " of " + line.getLabelCeiling() : used;
  }

  private static String slices(BudgetLine line) {
    String slices =
        line.getSlicesList().stream()
            .map(slice -> shortName(slice, "SLICE_"))
            .collect(Collectors.joining(","));
    return or(slices, "all");
  }

  private static TextTable limits(Budget budget) {
    TextTable table = new TextTable("LIMIT", "SHARE", "AMOUNT", "STATE");
    for (BudgetAlert alert : budget.getAlertsList()) {
      table.row(
          "alert",
          alert.getShare(),
          Amounts.show(alert.getThresholdMicros()),
          alert.getReached() ? "reached" : "below");
    }
    for (double share : budget.getPlan().getReviewSharesList()) {
      table.row("review", share, "-", budget.hasReview() ? "grants are stopped" : "-");
    }
    budget
        .getPlan()
        .getPaceList()
        .forEach(
            point -> table.row("pace", point.getShare(), "-", "by " + Times.show(point.getTime())));
    return table;
  }

  static TextTable funded(FundLabelsResponse answer) {
    return new TextTable("FIELD", "VALUE")
        .row("charged labels", answer.getFundedCount())
        .row("charged", Amounts.show(answer.getChargedMicros()))
        .row("still waiting", answer.getUnfundedLabelCount())
        .row("line that is full", or(answer.getStopLine(), "-"));
  }

  static TextTable discrepancies(VerifyBudgetResponse answer) {
    TextTable table = new TextTable("ROW", "EXPECTED", "FOUND");
    answer
        .getDiscrepanciesList()
        .forEach(found -> table.row(found.getRow(), found.getExpected(), found.getFound()));
    if (answer.getDiscrepanciesCount() == 0) {
      table.row("journal", answer.getEntryCount() + " entries", "they add up");
    }
    return table;
  }

  static TextTable movements(List<JournalEntry> entries) {
    TextTable table =
        new TextTable(
            "SEQ",
            "TIME",
            "KIND",
            "AMOUNT",
            "CHARGED",
            "HELD",
            "CEILING",
            "ITEM",
            "ANNOTATOR",
            "ACTOR",
            "REASON");
    for (JournalEntry entry : entries) {
      table.row(
          entry.getSequence(),
          Times.show(entry.getCreateTime()),
          shortName(entry.getKind(), "KIND_"),
          Amounts.show(entry.getAmountMicros()),
          Amounts.show(entry.getChargedMicros()),
          Amounts.show(entry.getHeldMicros()),
          Amounts.show(entry.getCeilingMicros()),
          entry.getItemId(),
          entry.getAnnotatorId(),
          entry.getActor(),
          entry.getReason());
    }
    return table;
  }

  private static String or(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }

  static String shortName(Enum<?> value, String prefix) {
    return value.name().replace(prefix, "");
  }
}
