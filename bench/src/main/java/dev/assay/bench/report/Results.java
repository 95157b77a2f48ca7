package dev.assay.bench.report;

import dev.assay.bench.trial.CellKey;
import dev.assay.bench.trial.CellSummary;
import dev.assay.bench.trial.CellSummary.Coverage;
import dev.assay.bench.trial.CellSummary.Ratio;
import dev.assay.report.JsonLine;
import dev.assay.report.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The results of one experiment.
 *
 * @param dataset the data set's name
 * @param drift the share of predictions that became errors
 * @param cells in the order of the experiment
 */
public record Results(String dataset, double drift, List<CellSummary> cells) {
  private static final String NONE = "-";
  private static final String ERROR = "error";
  private static final Set<String> PLAIN_SCORES = Set.of(CellSummary.NO_SCORE, "own");
  private static final String EXACT = "exact";
  private static final double WIDE = 1e4;
  private static final double BIASED = 4;

  /**
   * One object a cell, of ten fields: the first interval's coverage and width among them. A metric
   * other than the error rate is named with the data set, a score other than the model's own with
   * the design. A ratio is null where nothing is compared, or where no error was made.
   */
  public List<JsonLine> json() {
    return cells.stream().map(this::json).toList();
  }

  private JsonLine json(CellSummary cell) {
    CellKey key = cell.key();
    boolean plain = PLAIN_SCORES.contains(key.score()) || key.score().equals("for-" + key.metric());
    boolean covered = !cell.coverages().isEmpty();
    return new JsonLine()
        .put("dataset", key.metric().equals(ERROR) ? dataset : dataset + "/" + key.metric())
        .put("n", key.size())
        .put("design", plain ? key.design() : key.design() + "/" + key.score())
        .put("estimator", key.estimator())
        .put("re_with_replacement", cell.withReplacement().value())
        .put("re_with_replacement_se", cell.withReplacement().error())
        .put("re_without_replacement", cell.withoutReplacement().value())
        .put("bias_z", cell.biasZ())
        .put("coverage_90", covered ? cell.coverages().get(0).share() : Double.NaN)
        .put("mean_width_90", covered ? cell.coverages().get(0).width() : Double.NaN);
  }

  /** One object a cell with all that was measured, every interval in {@code intervals}. */
  public List<JsonLine> details() {
    return cells.stream().map(this::details).toList();
  }

  private JsonLine details(CellSummary cell) {
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

  /**
   * The methods that beat the recommended one by more than twice the error, in words: a surprise
   * unless it is biased, since a small error that is always of one sign is not what an interval can
   * be put around.
   */
  public List<String> surprises() {
    List<String> surprises = new ArrayList<>();
    for (CellSummary cell : cells) {
      Ratio ratio = cell.withRecommended();
      if (ratio.value() - 2 * ratio.error() > 1) {
        String judged =
            Math.abs(cell.biasZ()) > BIASED
                ? "%s with %s, n = %d, %s, score %s: %s times the recommended, but biased, z %s."
                : "%s with %s, n = %d, %s, score %s: %s times the recommended, bias z %s.";
        surprises.add(
            judged.formatted(
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
    if (ratio.value() == Double.POSITIVE_INFINITY) {
      return EXACT;
    }
    if (!Double.isFinite(ratio.value())) {
      return NONE;
    }
    // Some splits without any error: a bootstrap over splits has nothing to say.
    boolean isKnown = ratio.error() <= ratio.value();
    return compact(ratio.value()) + " ± " + (isKnown ? compact(ratio.error()) : "?");
  }

  private static String compact(double value) {
    return value < WIDE ? show(value, 2) : String.format(Locale.ROOT, "%.1e", value);
  }

  static String show(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
