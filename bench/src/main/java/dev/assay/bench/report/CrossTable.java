package dev.assay.bench.report;

import dev.assay.bench.trial.CellKey;
import dev.assay.bench.trial.CellSummary;
import dev.assay.report.TextTable;
import java.util.ArrayList;
import java.util.List;

/**
 * How well samples whose sizes were made for one metric estimate each other metric, design by
 * design, as relative efficiency against a simple random sample.
 */
final class CrossTable {
  private static final String FOR = "for-";

  private CrossTable() {}

  /** One row a design, number of labels and metric that sizes were made for; else empty. */
  static TextTable of(Results results) {
    List<String> metrics = Plots.metrics(results);
    List<String> columns = new ArrayList<>(List.of("design", "n", "sizes"));
    columns.addAll(metrics);
    TextTable table = new TextTable(columns.toArray(String[]::new));
    if (!isCrossed(results)) {
      return table;
    }
    List<CellKey> rows =
        results.cells().stream()
            .map(CellSummary::key)
            .filter(key -> key.metric().equals(metrics.get(0)))
            .filter(key -> key.score().startsWith(FOR))
            .toList();
    for (CellKey row : rows) {
      List<Object> cells = new ArrayList<>(List.of(row.design(), row.size(), row.score()));
      for (String metric : metrics) {
        cells.add(efficiency(results, row, metric));
      }
      table.row(cells.toArray());
    }
    return table;
  }

  private static boolean isCrossed(Results results) {
    return results.cells().stream()
        .map(CellSummary::key)
        .anyMatch(key -> key.score().startsWith(FOR) && !key.score().equals(FOR + key.metric()));
  }

  private static String efficiency(Results results, CellKey row, String metric) {
    CellKey wanted = new CellKey(metric, row.score(), row.size(), row.design(), row.estimator());
    return results.cells().stream()
        .filter(cell -> cell.key().equals(wanted))
        .map(cell -> Results.show(cell.withoutReplacement()))
        .findFirst()
        .orElse("-");
  }
}
