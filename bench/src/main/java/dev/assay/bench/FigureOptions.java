package dev.assay.bench;

import dev.assay.report.PerformancePage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where the figures of a measurement go: the standard output and, if wanted, a page of the
 * documentation.
 */
final class FigureOptions {
  /** How figures are printed. */
  enum Format {
    JSON,
    TABLE
  }

  @Option(
      names = "--output",
      paramLabel = "json|table",
      description = "One JSON object, or a table. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.TABLE;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description =
          "Also writes the figures to their section of this Markdown page, such as"
              + " docs/performance.md.")
  private @Nullable Path page;

  /** Prints the figures, and writes them to the page with the words below them. */
  void report(
      PrintWriter out, String section, String command, List<Figure> figures, List<String> notes)
      throws IOException {
    report(out, section, command, figures, Figure.table(figures), notes);
  }

  /** As above, with a table of the measurement's own. */
  void report(
      PrintWriter out,
      String section,
      String command,
      List<Figure> figures,
      List<String> table,
      List<String> notes)
      throws IOException {
    if (format == Format.JSON) {
      out.println(Figure.json(figures));
    } else {
      table.forEach(out::println);
    }
    out.flush();
    if (page != null) {
      List<String> body = new ArrayList<>(table);
      body.add("");
      body.addAll(notes);
      PerformancePage.at(page).replace(section, command, InstantSource.system().instant(), body);
    }
  }
}
