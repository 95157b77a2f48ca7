package dev.assay.bench.report;

import dev.assay.report.PerformancePage;
import dev.assay.report.TextTable;
import dev.assay.report.plot.Chart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Results as a reader sees them: for a terminal, or as a section of a page. */
public final class EstimatePage {
  private static final String TITLE = "Estimation";

  private EstimatePage() {}

  /** All tables as aligned text. */
  public static List<String> text(Results results) {
    return all(results, TextTable::text);
  }

  /**
   * Replaces the section of this data set, these metrics and this drift, and its plots: files in
   * the folder of the page's name.
   *
   * @param which tells apart several sections of the same data, empty where there is one
   * @param command as it was typed
   * @param when the moment of the measurement
   */
  public static void write(Path file, Results results, String which, String command, Instant when)
      throws IOException {
    String section = section(results) + (which.isEmpty() ? "" : ", " + which);
    List<String> body = all(results, TextTable::markdown);
    if (CrossTable.of(results).isEmpty() && OpinionTable.of(results).isEmpty()) {
      body.add("");
      body.addAll(plots(file, section, results));
    }
    new PerformancePage(file, TITLE).replace(section, command, when, body);
  }

  private static String section(Results results) {
    List<String> metrics = Plots.metrics(results);
    String drift = Results.show(100 * results.drift(), 0) + " % drift";
    return results.dataset()
        + ": "
        + String.join(", ", metrics)
        + (results.drift() == 0 ? "" : ", " + drift);
  }

  private static List<String> all(Results results, Function<TextTable, List<String>> form) {
    List<String> lines = new ArrayList<>();
    TextTable crossed = CrossTable.of(results);
    if (!crossed.isEmpty()) {
      // Every metric's own sizes have a section of their own.
      add(lines, "Sizes for one metric, estimates of another", crossed, form);
      return lines;
    }
    TextTable opinions = OpinionTable.of(results);
    if (!opinions.isEmpty()) {
      add(lines, "Model and second opinion trained on the same labels", opinions, form);
      return lines;
    }
    add(lines, "Goals", Goals.table(results), form);
    add(lines, "Efficiency", results.table(), form);
    if (results.drift() == 0) {
      add(lines, "Published figures", PublishedFigures.beside(results), form);
    }
    add(lines, "Intervals", results.intervals(), form);
    List<String> surprises = results.surprises();
    if (!surprises.isEmpty()) {
      heading(lines, "Better than the recommended by more than twice the error");
      surprises.forEach(surprise -> lines.add("- " + surprise));
    }
    return lines;
  }

  /** Writes the plots; the lines that show them. */
  private static List<String> plots(Path file, String section, Results results) throws IOException {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.md$", "");
    Path folder = file.resolveSibling(name);
    Files.createDirectories(folder);
    String stem = section.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    List<String> lines = new ArrayList<>();
    heading(lines, "Plots");
    for (String metric : Plots.metrics(results)) {
      String part = stem + (Plots.metrics(results).size() > 1 ? "-" + metric : "");
      String efficiency = part + "-efficiency.svg";
      String coverage = part + "-coverage.svg";
      write(folder.resolve(efficiency), Plots.efficiency(results, metric));
      write(folder.resolve(coverage), Plots.coverage(results, metric));
      lines.add("![%s: relative efficiency](%s/%s)".formatted(metric, name, efficiency));
      lines.add("![%s: coverage](%s/%s)".formatted(metric, name, coverage));
    }
    return lines;
  }

  private static void write(Path file, Chart chart) throws IOException {
    Files.writeString(file, Plots.picture(chart), StandardCharsets.UTF_8);
  }

  private static void add(
      List<String> lines, String title, TextTable table, Function<TextTable, List<String>> form) {
    if (!table.isEmpty()) {
      heading(lines, title);
      lines.addAll(form.apply(table));
    }
  }

  private static void heading(List<String> lines, String title) {
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.add("### " + title);
    lines.add("");
  }
}
