package dev.assay.bench;

import dev.assay.bench.compress.CompressionStudy;
import dev.assay.bench.data.DataFolder;
import dev.assay.bench.data.SourceFiles;
import dev.assay.report.PerformancePage;
import dev.assay.report.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures how well models trained on compressed training sets do. */
@Command(
    name = "compress",
    description = "Measures how well a model does that was trained on what each method keeps.",
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class CompressCommand implements Callable<Integer> {
  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Splits into halves. Default: ${DEFAULT-VALUE}.")
  private int seeds = 10;

  @Option(
      names = "--flipped",
      paramLabel = "SHARE",
      description = "The share of training labels that are wrong. Default: ${DEFAULT-VALUE}.")
  private double flipped;

  @Option(
      names = "--sets",
      split = ",",
      paramLabel = "NAME",
      description = "digits, mnist. Default: all whose data are there.")
  private List<String> sets = List.of();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "The folder of the data of mnist. Default: variable "
              + DataFolder.VARIABLE
              + ", else "
              + DataFolder.DEFAULT
              + ".")
  private @Nullable Path data;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "Also write the section of a Markdown page, such as docs/training-sets.md.")
  private @Nullable Path page;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    CommandSpec command = Objects.requireNonNull(spec, "picocli sets it");
    if (seeds < 2 || !(flipped >= 0 && flipped < 1) || !CompressionStudy.SETS.containsAll(sets)) {
      throw new ParameterException(
          command.commandLine(),
          "--seeds must be at least 2, --flipped at least 0 and below 1, --sets some of "
              + CompressionStudy.SETS);
    }
    SourceFiles files =
        new SourceFiles(
            data == null ? DataFolder.ofEnvironment(System.getenv()) : new DataFolder(data));
    CompressionStudy study =
        new CompressionStudy(seeds, flipped, files, line -> say(command, line));
    PrintWriter out = command.commandLine().getOut();
    for (String set : chosen(files)) {
      TextTable table = study.compare(set);
      table.text().forEach(out::println);
      out.flush();
      if (page != null) {
        write(page, set, table);
      }
    }
    return 0;
  }

  private List<String> chosen(SourceFiles files) {
    if (!sets.isEmpty()) {
      return sets;
    }
    return files.hasMnist() ? CompressionStudy.SETS : CompressionStudy.SETS.subList(0, 1);
  }

  private void write(Path file, String set, TextTable table) throws IOException {
    String wrong =
        flipped > 0 ? String.format(Locale.ROOT, ", %.0f %% wrong labels", 100 * flipped) : "";
    List<String> body = new ArrayList<>(table.markdown());
    body.add("");
    body.add(
        "Accuracy of a logistic regression (C = 1) on the other half, in percent, with standard"
            + " errors over the splits; by the share of the rows that is kept.");
    PerformancePage.at(file)
        .replace(
            "Compression: " + set + wrong,
            "./assay bench compress --sets "
                + set
                + " --seeds "
                + seeds
                + (flipped > 0 ? " --flipped " + flipped : ""),
            InstantSource.system().instant(),
            body);
  }

  private static void say(CommandSpec command, String line) {
    PrintWriter err = command.commandLine().getErr();
    err.println("measuring: " + line);
    err.flush();
  }
}
