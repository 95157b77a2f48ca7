package dev.assay.server.bench.report;

import dev.assay.server.bench.JsonLine;
import dev.assay.server.bench.TextTable;
import dev.assay.server.bench.trial.CellSummary;
import dev.assay.server.bench.trial.CellSummary.Coverage;
import dev.assay.server.bench.trial.CellSummary.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The results of one experiment.
 *
 * @param dataset the data set's name
 * @param drift the share of predictions that became errors
 * @param cells in the order of the experiment
 */
public record Results(String dataset, double drift, List<CellSummary> cells) {
  private static final String NONE = "-";

  /** One object a cell: the first interval in its own fields, all of them in {@code intervals}. */
  public List<JsonLine> json() {
    return cells.stream().map(this::json).toList();
  }

  private JsonLine json(CellSummary cell) {
    JsonLine line =
        new JsonLine()
            .put("dataset", dataset)
            .put("n", cell.key().size())
            .put("design", cell.key().design())
            .put("estimator", cell.key().estimator())
            .put("metric", cell.key().metric())
            .put("score", cell.key().score())
            .put("drift", drift)
            .put("splits", cell.splits())
            .put("draws", cell.draws())
            .put("mean_squared_error", cell.meanSquaredError())
            .put("mean_squared_error_is_exact", cell.isExact())
            .put("re_with_replacement", cell.withReplacement().value())
            .put("re_with_replacement_se", cell.withReplacement().error())
            .put("re_without_replacement", cell.withoutReplacement().value())
            .put("re_without_replacement_se", cell.withoutReplacement().error())
            .put("re_recommended", cell.withRecommended().value())
            .put("re_recommended_se", cell.withRecommended().error())
            .put("bias", cell.bias())
            .put("bias_z", cell.biasZ());
    if (!cell.coverages().isEmpty()) {
      put(line, cell.coverages().get(0));
    }
    return line.put(
        "intervals", cell.coverages().stream().map(each -> put(new JsonLine(), each)).toList());
  }

  private static JsonLine put(JsonLine line, Coverage coverage) {
    return line.put("interval", coverage.interval())
        .put("coverage_90", coverage.share())
        .put("coverage_90_se", coverage.error())
        .put("mean_width_90", coverage.width())
        .put("mean_low_90", coverage.low())
        .put("mean_high_90", coverage.high());
  }

  /** One row a cell, with its first interval. */
  public TextTable table() {
    TextTable table =
        new TextTable(
            "metric",
            "score",
            "n",
            "design",
            "estimator",
            "RE with repl.",
            "RE without",
            "RE recommended",
            "bias z",
            "interval",
            "coverage",
            "width");
    for (CellSummary cell : cells) {
      boolean any = !cell.coverages().isEmpty();
      table.row(
          cell.key().metric(),
          cell.key().score(),
          cell.key().size(),
          cell.key().design(),
          cell.key().estimator(),
          show(cell.withReplacement()),
          show(cell.withoutReplacement()),
          show(cell.withRecommended()),
          show(cell.biasZ(), 1),
          any ? cell.coverages().get(0).interval() : NONE,
          any ? show(cell.coverages().get(0).share(), 3) : NONE,
          any ? show(cell.coverages().get(0).width(), 4) : NONE);
    }
    return table;
  }

  /** One row for each interval of the designs that have several. */
  public TextTable intervals() {
    TextTable table =
        new TextTable(
            "metric", "score", "n", "design", "estimator", "interval", "coverage", "low", "high");
    for (CellSummary cell : cells) {
      for (Coverage coverage : cell.coverages()) {
        if (cell.coverages().size() > 1) {
          table.row(
              cell.key().metric(),
              cell.key().score(),
              cell.key().size(),
              cell.key().design(),
              cell.key().estimator(),
              coverage.interval(),
              show(coverage.share(), 3) + " ± " + show(coverage.error(), 3),
              show(coverage.low(), 4),
              show(coverage.high(), 4));
        }
      }
    }
    return table;
  }

  /** The alternatives that beat the recommended method by more than twice the error, in words. */
  public List<String> surprises() {
    List<String> surprises = new ArrayList<>();
    for (CellSummary cell : cells) {
      Ratio ratio = cell.withRecommended();
      if (ratio.value() - 2 * ratio.error() > 1) {
        surprises.add(
            "%s with %s, n = %d, %s, score %s: %s times the recommended, bias z %s."
                .formatted(
                    cell.key().design(),
                    cell.key().estimator(),
                    cell.key().size(),
                    cell.key().metric(),
                    cell.key().score(),
                    show(ratio),
                    show(cell.biasZ(), 1)));
      }
    }
    return surprises;
  }

  static String show(Ratio ratio) {
    return Double.isFinite(ratio.value())
        ? show(ratio.value(), 2) + " ± " + show(ratio.error(), 2)
        : NONE;
  }

  static String show(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
