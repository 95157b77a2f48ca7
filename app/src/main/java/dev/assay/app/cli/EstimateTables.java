package dev.assay.app.cli;

import dev.assay.report.TextTable;
import dev.assay.v1.CompareModelVersionsResponse;
import dev.assay.v1.Estimate;
import dev.assay.v1.EstimateRow;
import dev.assay.v1.GetEstimateResponse;
import dev.assay.v1.ModelEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Estimates as tables. */
final class EstimateTables {
  private EstimateTables() {}

  static TextTable of(GetEstimateResponse answer) {
    boolean isRanked = answer.getEstimatesList().stream().anyMatch(EstimateRow::hasRank);
    TextTable table =
        isRanked
            ? new TextTable(
                "PART", "ESTIMATE", "INTERVALS", "LABELS", "EXCESS ERROR", "P VALUE", "ADJUSTED P")
            : new TextTable(
                answer.getMetric().toUpperCase(Locale.ROOT),
                "ESTIMATE",
                "INTERVALS",
                "LABELS",
                "EFFECTIVE",
                "MISSING",
                "POOL",
                "ESTIMATOR");
    for (EstimateRow row : answer.getEstimatesList()) {
      Estimate estimate = row.getEstimate();
      if (isRanked) {
        table.row(
            about(row, answer.getModelVersion()),
            point(estimate),
            intervals(estimate),
            estimate.getLabelCount(),
            row.hasRank() ? EstimateCommand.number(row.getRank().getExcess()) : "-",
            row.hasRank() ? EstimateCommand.number(row.getRank().getPValue()) : "-",
            row.hasRank() ? EstimateCommand.number(row.getRank().getAdjustedPValue()) : "-");
      } else {
        table.row(
            about(row, answer.getModelVersion()),
            point(estimate),
            intervals(estimate),
            estimate.getLabelCount(),
            String.format(Locale.ROOT, "%.1f", estimate.getEffectiveLabelCount()),
            EstimateCommand.missing(estimate),
            estimate.getPopulationCount(),
            estimate.hasWithheld() ? "-" : estimate.getValue().getEstimator());
      }
    }
    return table;
  }

  static TextTable of(CompareModelVersionsResponse answer) {
    TextTable table = new TextTable("WHAT", "ESTIMATE", "INTERVALS", "LABELS");
    row(table, answer.getBaselineVersion(), answer.getBaseline());
    row(table, answer.getCandidateVersion(), answer.getCandidate());
    row(table, "difference", answer.getDifference());
    if (answer.hasBetterProbability()) {
      table.row(
          answer.getCandidateVersion() + " is better",
          EstimateCommand.number(answer.getBetterProbability()),
          answer.hasLabelsToDecide()
              ? answer.getLabelsToDecide() == 0
                  ? "decided"
                  : "decided by about " + answer.getLabelsToDecide() + " labels more"
              : "nothing tells them apart",
          answer.getDifference().getLabelCount());
    }
    return table;
  }

  static TextTable of(List<ModelEstimate> versions) {
    TextTable table =
        new TextTable(
            "MODEL VERSION", "CURRENT", "PUBLISHED", "ESTIMATE", "INTERVALS", "LABELS", "POOL");
    for (ModelEstimate version : versions) {
      Estimate estimate = version.getEstimate();
      table.row(
          version.getModelVersion(),
          version.getCurrent() ? "yes" : "no",
          Times.show(version.getPublishTime()),
          point(estimate),
          intervals(estimate),
          estimate.getLabelCount(),
          estimate.getPopulationCount());
    }
    return table;
  }

  private static void row(TextTable table, String what, Estimate estimate) {
    table.row(what, point(estimate), intervals(estimate), estimate.getLabelCount());
  }

  private static String about(EstimateRow row, String modelVersion) {
    List<String> parts = new ArrayList<>();
    if (!row.getPredictedClassName().isEmpty()) {
      parts.add(row.getClassName() + " predicted " + row.getPredictedClassName());
    } else if (!row.getClassName().isEmpty()) {
      parts.add(row.getClassName());
    }
    if (!row.getGroup().isEmpty()) {
      parts.add(row.getGroup());
    }
    if (row.hasBin()) {
      parts.add(
          "confidence %s, %s of the items"
              .formatted(
                  EstimateCommand.number(row.getBin().getMeanConfidence()),
                  EstimateCommand.number(row.getBin().getShare())));
    }
    return parts.isEmpty() ? modelVersion : String.join(", ", parts);
  }

  private static String point(Estimate estimate) {
    return estimate.hasWithheld()
        ? "withheld"
        : EstimateCommand.number(estimate.getValue().getPoint());
  }

  private static String intervals(Estimate estimate) {
    return estimate.hasWithheld()
        ? estimate.getWithheld().getDescription()
        : EstimateCommand.intervals(estimate);
  }
}
