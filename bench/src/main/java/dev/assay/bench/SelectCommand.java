package dev.assay.bench;

import dev.assay.bench.select.SelectionSpeed;
import dev.assay.bench.verdict.SpeedGoal;
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

/** Measures how long strategies take to select. */
@Command(
    name = "select",
    description =
        "Measures how long strategies take to select, beside what was promised for two cores and"
            + " what peers take.",
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class SelectCommand implements Callable<Integer> {
  private static final String SECTION = "Selection";

  @Option(
      names = "--shots",
      paramLabel = "N",
      description = "How often each is measured; the least counts. Default: ${DEFAULT-VALUE}.")
  private int shots = 3;

  @Option(
      names = "--scale",
      paramLabel = "SHARE",
      description =
          "The part of the candidates and of those drawn, above 0 and at most 1. Default:"
              + " ${DEFAULT-VALUE}, which the promises are for.")
  private double scale = 1;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "Also write the section \"" + SECTION + "\" of a Markdown page.")
  private @Nullable Path page;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    CommandSpec command = Objects.requireNonNull(spec, "picocli sets it");
    if (shots < 1 || !(scale > 0 && scale <= 1)) {
      throw new ParameterException(
          command.commandLine(), "--shots must be at least 1, --scale above 0 and at most 1");
    }
    PrintWriter err = command.commandLine().getErr();
    TextTable table = new TextTable("what", "s", "promised s", "peers", "verdict");
    SelectionSpeed speed =
        new SelectionSpeed(
            shots,
            scale,
            line -> {
              err.println("measuring: " + line);
              err.flush();
            });
    for (SpeedGoal goal : speed.run()) {
      table.row(
          goal.what(),
          String.format(Locale.ROOT, "%.3f", goal.seconds()),
          String.format(Locale.ROOT, "%.2f", goal.promisedSeconds()),
          goal.peer(),
          goal.isKept() ? "kept" : "broken");
    }
    PrintWriter out = command.commandLine().getOut();
    table.text().forEach(out::println);
    out.flush();
    if (page != null) {
      List<String> body = new ArrayList<>(table.markdown());
      body.add("");
      body.add(
          "The least of several shots, for the machine is shared. Candidates lie in 50 random"
              + " clouds; what is measured is the strategy's selection, without the draw. The"
              + " peers' figures were measured on two cores of a shared machine as well.");
      PerformancePage.at(page)
          .replace(
              SECTION,
              "./assay bench select --shots " + shots,
              InstantSource.system().instant(),
              body);
    }
    return 0;
  }
}
