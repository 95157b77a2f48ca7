package dev.assay.app.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** How a command shows its result. */
final class OutputOptions {
  @Option(
      names = "--output",
      paramLabel = "json|table|csv",
      description =
          "One JSON object a line, aligned columns, or columns separated by commas. Default:"
              + " ${DEFAULT-VALUE}.")
  private OutputFormat format = OutputFormat.TABLE;

  Output to(PrintWriter out) {
    return new Output(format, out);
  }
}
