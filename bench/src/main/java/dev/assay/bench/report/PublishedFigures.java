package dev.assay.bench.report;

import dev.assay.bench.trial.CellSummary;
import dev.assay.report.CsvRecords;
import dev.assay.report.TextInput;
import dev.assay.report.TextTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The figures that "Label-Efficient Monitoring of Classification Models via Stratified Importance
 * Sampling" prints, beside ours, and where they contradict one another.
 *
 * <p>A relative efficiency is the ratio of two mean squared errors, which the paper prints too: the
 * two can be compared. "Sample Efficient Model Evaluation" prints curves only, no figures.
 */
public final class PublishedFigures {
  private static final String RESOURCE = "/dev/assay/bench/paper-a.csv";
  private static final String BASELINE = "random";
  private static final String NONE = "-";

  /** The printed numbers have two decimals. */
  private static final double ROUNDING = 0.005;

  private PublishedFigures() {}

  /** A row of one of the paper's tables; numbers are as printed, empty where it prints none. */
  private record Figure(
      String dataset,
      int size,
      String design,
      String strata,
      String table,
      String unit,
      String error,
      String efficiency,
      String efficiencyError) {}

  /** The published rows of the data set at the sizes that were run, ours beside them. */
  public static TextTable beside(Results results) {
    TextTable table =
        new TextTable(
            "n",
            "design",
            "strata",
            "table",
            "MSE",
            "RE",
            "implied by MSE",
            "contradicts",
            "ours with repl.",
            "ours without");
    List<Figure> figures = figures();
    for (Figure figure : figures) {
      CellSummary ours = find(results, figure);
      if (ours != null && figure.dataset().equals(results.dataset())) {
        Figure random = baseline(figures, figure);
        boolean comparable = !figure.error().isEmpty();
        table.row(
            figure.size(),
            figure.design(),
            figure.strata().isEmpty() ? NONE : figure.strata(),
            figure.table(),
            comparable ? figure.error() + figure.unit().replace("1e", "e") : NONE,
            figure.efficiency() + " ± " + figure.efficiencyError(),
            comparable ? implied(random, figure) : NONE,
            contradicts(figures, random, figure),
            Results.show(ours.withReplacement()),
            Results.show(ours.withoutReplacement()));
      }
    }
    return table;
  }

  private static String implied(Figure random, Figure figure) {
    return Results.show(Double.parseDouble(random.error()) / Double.parseDouble(figure.error()), 2);
  }

  /** What another printed figure says differently, beyond rounding. */
  private static String contradicts(List<Figure> figures, Figure random, Figure figure) {
    if (figure.error().isEmpty()) {
      return figures.stream()
          .filter(other -> other.dataset().equals(figure.dataset()))
          .filter(other -> other.size() == figure.size() && !other.error().isEmpty())
          .filter(other -> other.design().equals(figure.design()))
          .filter(other -> !other.efficiency().equals(figure.efficiency()))
          .map(other -> "table " + other.table() + ": " + other.efficiency())
          .findFirst()
          .orElse("");
    }
    double above = Double.parseDouble(random.error());
    double below = Double.parseDouble(figure.error());
    double least = (above - ROUNDING) / (below + ROUNDING) - ROUNDING;
    double most = (above + ROUNDING) / (below - ROUNDING) + ROUNDING;
    double printed = Double.parseDouble(figure.efficiency());
    return printed < least || printed > most ? "its own MSE" : "";
  }

  private static Figure baseline(List<Figure> figures, Figure of) {
    return figures.stream()
        .filter(each -> each.dataset().equals(of.dataset()) && each.size() == of.size())
        .filter(each -> each.design().equals(BASELINE))
        .findFirst()
        .orElseThrow();
  }

  private static @Nullable CellSummary find(Results results, Figure figure) {
    return results.cells().stream()
        .filter(cell -> cell.key().size() == figure.size())
        .filter(cell -> cell.key().design().equals(figure.design()))
        .filter(cell -> cell.key().metric().equals("error"))
        .findFirst()
        .orElse(null);
  }

  private static List<Figure> figures() {
    InputStream stream =
        Objects.requireNonNull(
            PublishedFigures.class.getResourceAsStream(RESOURCE), RESOURCE + " is not in the jar");
    try (CsvRecords records = new CsvRecords(TextInput.of(stream))) {
      return records.rest().stream().skip(1).map(PublishedFigures::figure).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Figure figure(List<String> cells) {
    return new Figure(
        cells.get(0),
        Integer.parseInt(cells.get(1)),
        cells.get(2),
        cells.get(3),
        cells.get(4),
        cells.get(5),
        cells.get(6),
        cells.get(8),
        cells.get(9));
  }
}
