package dev.assay.app.cli;

import dev.assay.report.TextTable;
import dev.assay.report.page.Page;
import dev.assay.v1.ClassMetric;
import dev.assay.v1.ClassPrevalence;
import dev.assay.v1.Estimate;
import dev.assay.v1.EstimateMetricResponse;
import dev.assay.v1.EstimatePrevalenceResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the report says of single classes: the most frequent ones. */
final class ReportClasses {
  private final ReportFacts facts;

  ReportClasses(ReportFacts facts) {
    this.facts = facts;
  }

  void add(Page page) {
    EstimatePrevalenceResponse prevalence = facts.prevalence().answer();
    if (prevalence == null) {
      page.withheld(facts.prevalence().reason());
      return;
    }
    List<ClassPrevalence> classes = new ArrayList<>(prevalence.getClassesList());
    classes.sort(
        Comparator.comparingDouble((ClassPrevalence one) -> point(one.getPrevalence())).reversed());
    TextTable table = new TextTable("CLASS", "SHARE", "PRECISION", "RECALL");
    classes.stream()
        .limit(ReportPage.MAX_ROWS)
        .forEach(
            one ->
                table.row(
                    one.getClassName(),
                    cell(one.getPrevalence()),
                    cell(facts.precision(), one.getClassName()),
                    cell(facts.recall(), one.getClassName())));
    page.table(table);
    ReportPage.rest(page, classes.size(), "classes", "assay estimate recall");
    page.words(
        "Each with the interval that holds it with 90 % confidence. Precision is how many of the"
            + " items that the current model version predicts to be of the class are; recall, how"
            + " many of the items of the class it finds.");
  }

  private static double point(Estimate estimate) {
    return estimate.hasValue() ? estimate.getValue().getPoint() : 0;
  }

  private static String cell(Asked<EstimateMetricResponse> metric, String className) {
    EstimateMetricResponse answer = metric.answer();
    return answer == null ? "withheld: " + metric.reason() : cell(find(answer, className));
  }

  private static @Nullable Estimate find(EstimateMetricResponse answer, String className) {
    return answer.getClassesList().stream()
        .filter(one -> one.getClassName().equals(className))
        .map(ClassMetric::getEstimate)
        .findFirst()
        .orElse(null);
  }

  /** The number with its first interval, or why there is none. */
  private static String cell(@Nullable Estimate estimate) {
    if (estimate == null) {
      return "-";
    }
    return estimate.hasWithheld()
        ? "withheld: " + estimate.getWithheld().getDescription()
        : String.format(
            Locale.ROOT,
            "%.3f (%.3f to %.3f)",
            estimate.getValue().getPoint(),
            estimate.getValue().getIntervals(0).getLow(),
            estimate.getValue().getIntervals(0).getHigh());
  }
}
