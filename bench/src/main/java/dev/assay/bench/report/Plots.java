package dev.assay.bench.report;

import dev.assay.bench.trial.CellSummary;
import dev.assay.bench.trial.Experiment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Results as a page of HTML with plots, which loads nothing else. */
public final class Plots {
  private static final String STYLE =
      "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
          + "svg{width:100%;font:12px system-ui,sans-serif}.title{font-weight:600;font-size:14px}"
          + ".grid{stroke:#e2e8f0}.reference{stroke:#4a5568;stroke-dasharray:2 3}";

  private Plots() {}

  /** The page. */
  public static String page(Results results) {
    StringBuilder page = new StringBuilder();
    String title = "Estimation: " + Plot.escape(results.dataset());
    page.append("<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>")
        .append(title)
        .append("</title><style>")
        .append(STYLE)
        .append("</style></head>\n<body>\n<h1>")
        .append(title)
        .append("</h1>\n");
    if (results.drift() > 0) {
      page.append("<p>")
          .append(Results.show(100 * results.drift(), 1))
          .append(" % of the items became errors, and no score noticed.</p>\n");
    }
    for (String metric : metrics(results)) {
      page.append("<h2>").append(Plot.escape(metric)).append("</h2>\n");
      page.append(efficiency(results, metric).svg());
      page.append(coverage(results, metric).svg());
      page.append(width(results, metric).svg());
    }
    return page.append("</body>\n</html>\n").toString();
  }

  static List<String> metrics(Results results) {
    return results.cells().stream().map(cell -> cell.key().metric()).distinct().toList();
  }

  static Plot efficiency(Results results, String metric) {
    return new Plot(
        "Relative efficiency against random draws with replacement",
        "relative efficiency",
        series(
            results,
            about(metric).and(cell -> Double.isFinite(cell.withReplacement().value())),
            cell -> cell.withReplacement().value(),
            cell -> cell.withReplacement().error()),
        1);
  }

  static Plot coverage(Results results, String metric) {
    return new Plot(
        "Coverage of the first interval, nominally " + Experiment.LEVEL,
        "coverage",
        series(
            results,
            about(metric).and(cell -> !cell.coverages().isEmpty()),
            cell -> cell.coverages().get(0).share(),
            cell -> cell.coverages().get(0).error()),
        Experiment.LEVEL);
  }

  static Plot width(Results results, String metric) {
    return new Plot(
        "Mean width of the first interval",
        "width",
        series(
            results,
            about(metric).and(cell -> !cell.coverages().isEmpty()),
            cell -> cell.coverages().get(0).width(),
            cell -> 0),
        Double.NaN);
  }

  private static Predicate<CellSummary> about(String metric) {
    return cell -> cell.key().metric().equals(metric);
  }

  private static List<Plot.Series> series(
      Results results,
      Predicate<CellSummary> wanted,
      ToDoubleFunction<CellSummary> value,
      ToDoubleFunction<CellSummary> error) {
    List<CellSummary> cells = results.cells().stream().filter(wanted).toList();
    List<Plot.Series> series = new ArrayList<>();
    for (String name : cells.stream().map(Plots::name).distinct().toList()) {
      List<CellSummary> own = cells.stream().filter(cell -> name(cell).equals(name)).toList();
      series.add(
          new Plot.Series(
              name,
              own.stream().mapToDouble(cell -> cell.key().size()).toArray(),
              own.stream().mapToDouble(value).toArray(),
              own.stream().mapToDouble(error).toArray()));
    }
    return series;
  }

  private static String name(CellSummary cell) {
    String score = cell.key().score();
    return cell.key().design()
        + ", "
        + cell.key().estimator()
        + (score.equals(CellSummary.NO_SCORE) ? "" : ", " + score);
  }
}
