package dev.assay.server.bench.report;

import dev.assay.server.bench.PerformancePage;
import dev.assay.server.bench.TextTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
   * Replaces the section of this data set, these metrics and this drift.
   *
   * @param command as it was typed
   * @param when the moment of the measurement
   */
  public static void write(Path file, Results results, String command, Instant when)
      throws IOException {
    List<String> body = all(results, TextTable::markdown);
    new PerformancePage(file, TITLE).replace(section(results), command, when, body);
  }

  private static String section(Results results) {
    List<String> metrics =
        results.cells().stream().map(cell -> cell.key().metric()).distinct().toList();
    String drift = Results.show(100 * results.drift(), 0) + " % drift";
    return results.dataset()
        + ": "
        + String.join(", ", metrics)
        + (results.drift() == 0 ? "" : ", " + drift);
  }

  private static List<String> all(Results results, Function<TextTable, List<String>> form) {
    List<String> lines = new ArrayList<>();
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
