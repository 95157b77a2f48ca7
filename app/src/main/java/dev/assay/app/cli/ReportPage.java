package dev.assay.app.cli;

import dev.assay.report.TextTable;
import dev.assay.report.page.Page;
import dev.assay.v1.BudgetLine;
import dev.assay.v1.Estimate;
import dev.assay.v1.EstimateGainResponse;
import dev.assay.v1.EstimateSummary;
import dev.assay.v1.Exhaustion;
import dev.assay.v1.Forecast;
import dev.assay.v1.GetSpendReportResponse;
import dev.assay.v1.Project;
import dev.assay.v1.StopDecision;
import dev.assay.v1.StratumCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A project's report as one page. What there is no honest figure for says why instead. */
final class ReportPage {
  /** The most rows of a table: a project can have a thousand classes and ten thousand strata. */
  static final int MAX_ROWS = 30;

  private static final List<String> SECTIONS =
      List.of(
          "Budget",
          "Learning",
          "How good the model is",
          "Classes",
          "What to do",
          "Strata",
          "Annotators");

  private final ReportFacts facts;
  private final String currency;

  private ReportPage(ReportFacts facts) {
    this.facts = facts;
    this.currency = facts.budget().getCurrencyCode();
  }

  static String html(ReportFacts facts) {
    return new ReportPage(facts).html();
  }

  private String html() {
    Project project = facts.project();
    String title =
        project.getDisplayName().isEmpty() ? project.getName() : project.getDisplayName();
    Page page = new Page("Assay: " + title);
    page.heading(title).list(summary()).contents(SECTIONS);
    budget(page.section(SECTIONS.get(0)));
    learning(page.section(SECTIONS.get(1)));
    accuracy(page.section(SECTIONS.get(2)));
    new ReportClasses(facts).add(page.section(SECTIONS.get(3)));
    stopping(page.section(SECTIONS.get(4)));
    strata(page.section(SECTIONS.get(5)));
    annotators(page.section(SECTIONS.get(6)));
    return page.html();
  }

  private List<String> summary() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s of %s %s are settled; %s spent of %s."
            .formatted(
                count(facts.pool().getSettledCount()),
                count(facts.pool().getItemCount()),
                facts.pool().getItemCount() == 1 ? "item" : "items",
                Amounts.show(facts.budget().getChargedMicros(), currency),
                Amounts.show(facts.budget().getCeilingMicros(), currency)));
    EstimateSummary accuracy = facts.accuracy().answer();
    if (accuracy != null && accuracy.getAccuracy().hasValue()) {
      lines.add(
          "%s is right on %s."
              .formatted(accuracy.getModelVersion(), interval(accuracy.getAccuracy())));
    } else {
      lines.add(
          "How good the model is cannot be said yet: "
              + (accuracy == null
                  ? facts.accuracy().reason()
                  : accuracy.getAccuracy().getWithheld().getDescription()));
    }
    EstimateGainResponse gain = facts.gain().answer();
    lines.add(
        "More labels: " + (gain == null ? facts.gain().reason() : gain.getDescription()) + ".");
    return lines;
  }

  private static String interval(Estimate estimate) {
    return String.format(
        Locale.ROOT,
        "%.4f of the items, between %.4f and %.4f with %.0f %% confidence",
        estimate.getValue().getPoint(),
        estimate.getValue().getIntervals(0).getLow(),
        estimate.getValue().getIntervals(0).getHigh(),
        100 * estimate.getValue().getIntervals(0).getLevel());
  }

  private void budget(Page page) {
    if (facts.curve().isEmpty()) {
      page.withheld("Nothing was charged yet.");
    } else {
      page.figure(
          ReportCharts.spending(facts.curve(), currency),
          "What submitted labels have cost, by why their items were taken. A label's price is held"
              + " when the item is handed out and charged when the answer comes; the sum of both"
              + " never exceeds the ceiling.");
    }
    List<BudgetLine> lines = facts.budget().getPlan().getLinesList();
    if (!facts.curve().isEmpty() && !facts.curve().lines().isEmpty()) {
      page.figure(
          ReportCharts.lines(facts.curve(), currency),
          "Budget lines that are one balance each. %d of %d lines are drawn; a line for each period"
                  .formatted(facts.curve().lines().size(), lines.size())
              + " or annotator has several balances.");
    }
    page.words(forecast(facts.forecast()));
    GetSpendReportResponse spending = facts.spending();
    SpendTables.of(spending).stream().limit(2).forEach(page::table);
    BudgetTables.budget(facts.budget()).forEach(page::table);
  }

  private String forecast(Forecast forecast) {
    if (!forecast.hasExhaustion()) {
      return "When the budget will be used up cannot be said: "
          + forecast.getWithheld().getDescription()
          + ".";
    }
    Exhaustion exhaustion = forecast.getExhaustion();
    String day = Amounts.show(exhaustion.getDailyMicros(), currency) + " a day";
    return exhaustion.hasMedianTime()
        ? "At %s the budget is used up about %s."
            .formatted(day, Times.show(exhaustion.getMedianTime()))
        : "At %s the budget lasts for more than 100 years.".formatted(day);
  }

  private void learning(Page page) {
    EstimateGainResponse gain = facts.gain().answer();
    if (gain == null) {
      page.withheld(facts.gain().reason());
    } else if (gain.getVersionsCount() == 0) {
      page.withheld(
          "No model version was judged yet: a version is, once another has taken its place, by the"
              + " labels bought while it was the current one.");
    } else {
      page.figure(
          ReportCharts.learning(gain.getVersionsList()),
          "Each version on the items that nobody had been asked about when its scores were"
              + " published, by the labels bought while it was current: no version is judged by"
              + " labels that it could have been trained on.");
      page.table(GainCommand.table(gain));
    }
  }

  private void accuracy(Page page) {
    EstimateSummary answer = facts.accuracy().answer();
    if (answer == null) {
      page.withheld(facts.accuracy().reason());
    } else if (answer.getAccuracy().hasWithheld()) {
      page.withheld(answer.getAccuracy().getWithheld().getDescription());
    } else {
      page.figure(
          ReportCharts.path(answer.getPathList()),
          "What the labels said of "
              + answer.getModelVersion()
              + " as they came: each place is the estimate from the labels of the items drawn so"
              + " far. assay estimate explain shows what each label adds.");
      TextTable table = EstimateCommand.table("MODEL VERSION");
      EstimateCommand.addRow(table, answer.getModelVersion(), answer.getAccuracy());
      page.table(table);
    }
  }

  private void stopping(Page page) {
    EstimateGainResponse gain = facts.gain().answer();
    if (gain == null) {
      page.withheld(facts.gain().reason());
      return;
    }
    if (facts.advice().answer() != null) {
      page.table(AdviceCommand.table(facts.advice().answer()));
    }
    page.words(GainCommand.advice(gain) + ": " + gain.getDescription() + ".");
    page.words(
        facts.project().getPolicy().hasStopping()
            ? "The rules are those of the policy, which "
                + (facts.project().getPolicy().getStopping().getStops()
                    ? "stops by them."
                    : "only advises by them.")
            : "The policy has no rules for stopping; assay policy set gives it some.");
    if (facts.pool().hasStopDecision()) {
      StopDecision decision = facts.pool().getStopDecision();
      page.words(
          "The directive that batches have had since the last wave was planned is %s: %s."
              .formatted(StoppingOption.show(decision.getAdvice()), decision.getDescription()));
    }
  }

  private void strata(Page page) {
    List<StratumCount> strata = facts.pool().getStrataList();
    if (facts.project().getStrata().getDimensionsCount() == 0) {
      page.withheld("The project's pool is one stratum.");
      return;
    }
    TextTable table = new TextTable("STRATUM", "ITEMS", "SERVED");
    strata.stream()
        .limit(MAX_ROWS)
        .forEach(
            stratum ->
                table.row(stratum.getStratum(), stratum.getItemCount(), stratum.getServedCount()));
    page.table(table);
    rest(page, strata.size(), "strata", "assay items summary");
    if (!facts.spending().getStrataList().isEmpty()) {
      page.table(SpendTables.of(firstStrata(facts.spending()), SpendTables.Part.STRATUM));
    }
  }

  private static GetSpendReportResponse firstStrata(GetSpendReportResponse spending) {
    return spending.getStrataCount() <= MAX_ROWS
        ? spending
        : spending.toBuilder()
            .clearStrata()
            .addAllStrata(spending.getStrataList().subList(0, MAX_ROWS))
            .build();
  }

  private void annotators(Page page) {
    GetSpendReportResponse spending = facts.spending();
    if (spending.getAnnotatorsCount() == 0) {
      page.withheld("Nobody has labelled yet.");
    } else {
      page.table(SpendTables.of(firstAnnotators(spending), SpendTables.Part.ANNOTATOR));
      rest(page, spending.getAnnotatorsCount(), "annotators", "assay budget report");
    }
    if (!facts.annotators().isEmpty()) {
      page.table(
          AnnotatorTables.all(
              facts.annotators().subList(0, Math.min(MAX_ROWS, facts.annotators().size()))));
    }
    if (facts.agreement().answer() == null) {
      page.withheld(facts.agreement().reason());
    } else {
      page.table(AgreementCommand.table(facts.agreement().answer()));
    }
  }

  private static GetSpendReportResponse firstAnnotators(GetSpendReportResponse spending) {
    return spending.getAnnotatorsCount() <= MAX_ROWS
        ? spending
        : spending.toBuilder()
            .clearAnnotators()
            .addAllAnnotators(spending.getAnnotatorsList().subList(0, MAX_ROWS))
            .build();
  }

  /** Says how many rows a table left out, and what shows all. */
  static void rest(Page page, int count, String things, String command) {
    if (count > MAX_ROWS) {
      page.words(
          "%s more %s are not shown; %s lists all."
              .formatted(count(count - MAX_ROWS), things, command));
    }
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
