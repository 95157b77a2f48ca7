package dev.assay.bench.report;

import dev.assay.bench.trial.CellSummary;
import dev.assay.bench.trial.Experiment;
import dev.assay.report.plot.Axis;
import dev.assay.report.plot.Chart;
import dev.assay.report.plot.Mark;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Results as a page of HTML with plots, which loads nothing else. */
public final class Plots {
  private static final String PAGE_STYLE =
      "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
          + "svg{width:100%}";

  /** On a ground that is white in dark viewers too. */
  private static final String STYLE =
      ".ground{fill:#fff}text{font:12px sans-serif}.heading{font-weight:600;font-size:14px}"
          + ".middle{text-anchor:middle}.end{text-anchor:end}.grid{stroke:#e2e8f0}"
          + ".axis{stroke:#4a5568}.reference{stroke:#4a5568;stroke-dasharray:2 3}"
          + "polyline{fill:none}";

  private static final List<String> COLOURS =
      List.of(
          "#1b6ca8", "#c8553d", "#2f855a", "#805ad5", "#b7791f", "#0f766e", "#9d174d", "#4a5568");

  private Plots() {}

  /** The page. */
  public static String page(Results results) {
    StringBuilder page = new StringBuilder();
    String title = "Estimation: " + results.dataset();
    page.append("<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>")
        .append(title)
        .append("</title><style>")
        .append(PAGE_STYLE)
        .append("</style></head>\n<body>\n<h1>")
        .append(title)
        .append("</h1>\n");
    if (results.drift() > 0) {
      page.append("<p>")
          .append(Results.show(100 * results.drift(), 1))
          .append(" % of the items became errors, and no score noticed.</p>\n");
    }
    for (String metric : metrics(results)) {
      page.append("<h2>").append(metric).append("</h2>\n");
      page.append(picture(efficiency(results, metric)));
      page.append(picture(coverage(results, metric)));
      page.append(picture(width(results, metric)));
    }
    return page.append("</body>\n</html>\n").toString();
  }

  static List<String> metrics(Results results) {
    return results.cells().stream().map(cell -> cell.key().metric()).distinct().toList();
  }

  static Chart efficiency(Results results, String metric) {
    return chart(
        "Relative efficiency against random draws with replacement",
        "relative efficiency",
        series(
            results,
            about(metric).and(cell -> Double.isFinite(cell.withReplacement().value())),
            cell -> cell.withReplacement().value(),
            cell -> cell.withReplacement().error()),
        1);
  }

  static Chart coverage(Results results, String metric) {
    return chart(
        "Coverage of the first interval, nominally " + Experiment.LEVEL,
        "coverage",
        series(
            results,
            about(metric).and(cell -> !cell.coverages().isEmpty()),
            cell -> cell.coverages().get(0).share(),
            cell -> cell.coverages().get(0).error()),
        Experiment.LEVEL);
  }

  static Chart width(Results results, String metric) {
    return chart(
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

  /** Where a method's value is by number of labels, with its error. */
  private record Series(String name, double[] x, double[] y, double[] error) {
    /** The values with so many errors added, as far as the axis goes. */
    double[] with(int errors, Axis axis) {
      return IntStream.range(0, y.length)
          .mapToDouble(i -> Math.max(0, Math.min(axis.high(), y[i] + errors * error[i])))
          .toArray();
    }
  }

  private static List<Series> series(
      Results results,
      Predicate<CellSummary> wanted,
      ToDoubleFunction<CellSummary> value,
      ToDoubleFunction<CellSummary> error) {
    List<CellSummary> cells = results.cells().stream().filter(wanted).toList();
    List<Series> series = new ArrayList<>();
    for (String name : cells.stream().map(Plots::name).distinct().toList()) {
      List<CellSummary> own = cells.stream().filter(cell -> name(cell).equals(name)).toList();
      series.add(
          new Series(
              name,
              own.stream().mapToDouble(cell -> cell.key().size()).toArray(),
              own.stream().mapToDouble(value).toArray(),
              own.stream().mapToDouble(error).toArray()));
    }
    return series;
  }

  private static Chart chart(String title, String yTitle, List<Series> series, double reference) {
    double[] sizes =
        series.stream().flatMapToDouble(s -> Arrays.stream(s.x)).distinct().sorted().toArray();
    double least = sizes.length == 0 ? 0 : sizes[0];
    double most = Math.max(least + 1, sizes.length == 0 ? 0 : sizes[sizes.length - 1]);
    Axis x =
        new Axis(
            "labels",
            least,
            most,
            Arrays.stream(sizes).mapToObj(size -> BigDecimal.valueOf((long) size)).toList());
    Axis y = Axis.covering(yTitle, 0, top(series, reference));
    List<Mark> marks = new ArrayList<>();
    if (Double.isFinite(reference)) {
      double[] ends = {least, most};
      marks.add(new Mark.Line("", "reference", ends, new double[] {reference, reference}, false));
    }
    for (int k = 0; k < series.size(); k++) {
      Series one = series.get(k);
      String style = "s" + (k < COLOURS.size() ? k : COLOURS.size() + k % COLOURS.size());
      marks.add(new Mark.Whiskers(style, one.x, one.with(-1, y), one.with(1, y)));
      marks.add(new Mark.Line(one.name, style, one.x, one.with(0, y), true));
    }
    return new Chart(title, x, y, marks);
  }

  /** The greatest end of a bar, but no more than twice the greatest point. */
  private static double top(List<Series> series, double reference) {
    double points = Double.isFinite(reference) ? reference : 0;
    double bars = points;
    for (Series one : series) {
      for (int i = 0; i < one.y.length; i++) {
        points = Math.max(points, one.y[i]);
        bars = Math.max(bars, one.y[i] + one.error[i]);
      }
    }
    double top = Math.min(bars, 2 * points);
    return top > 0 ? top : 1;
  }

  /** With a style for each series: eight colours, and the same with dashes for all further ones. */
  static String picture(Chart chart) {
    StringBuilder rules = new StringBuilder(STYLE);
    for (int k = 0; k < 2 * COLOURS.size(); k++) {
      String colour = COLOURS.get(k % COLOURS.size());
      rules.append(".s%d{stroke:%s}.dot.s%d{fill:%s}".formatted(k, colour, k, colour));
      rules.append(k < COLOURS.size() ? "" : ".line.s%d{stroke-dasharray:5 3}".formatted(k));
    }
    return chart.picture(rules.toString());
  }

  private static String name(CellSummary cell) {
    String score = cell.key().score();
    return cell.key().design()
        + ", "
        + cell.key().estimator()
        + (score.equals(CellSummary.NO_SCORE) ? "" : ", " + score);
  }
}
