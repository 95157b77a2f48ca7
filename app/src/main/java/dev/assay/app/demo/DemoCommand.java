package dev.assay.app.demo;

import dev.assay.app.embedded.EmbeddedServer;
import dev.assay.datasets.Dataset;
import dev.assay.datasets.DatasetException;
import dev.assay.datasets.Datasets;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the main job on real data. */
@Command(
    name = "demo",
    description =
        "Runs the main job on real data: a server of its own, simulated annotators, a training"
            + " pipeline and a budget, beside the same budget spent at random.",
    footer = {
      "",
      "The same seed gives the same standard output. Where the store is and how to look into it goes"
          + " to the standard error.",
      "A file of one's own holds comma-separated numbers and the class in the last column; a header"
          + " is optional."
    },
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  /** How rounds are shown. */
  enum Output {
    TABLE,
    JSON
  }

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      defaultValue = Datasets.DIGITS,
      description = "digits, breast-cancer or a .csv file. Default: ${DEFAULT-VALUE}.")
  private String dataset = Datasets.DIGITS;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "10",
      description = "Rounds of labelling and training, 1 to 50. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "What everything random comes from. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--output",
      paramLabel = "json|table",
      description = "One JSON object a round, or a table for people. Default: ${DEFAULT-VALUE}.")
  private Output output = Output.TABLE;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      defaultValue = "demo-report.html",
      description = "Where the report with the curves goes. Default: ${DEFAULT-VALUE}.")
  private Path report = Path.of("demo-report.html");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    checkLearner();
    DemoPlan plan = plan();
    checkReport();
    CommandSpec command = Objects.requireNonNull(spec);
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    DemoOutput shown = output == Output.JSON ? new JsonOutput(out) : new TableOutput(out);
    Path store;
    Summary summary;
    store = Files.createTempDirectory("assay-demo-").resolve("assay.db");
    try (EmbeddedServer server = EmbeddedServer.start(store, EmbeddedServer.seeded(plan.seed()))) {
      shown.begin(plan);
      summary = DemoRun.run(server.client(), plan, shown::round);
    }
    Files.writeString(report, DemoReport.html(plan, summary), StandardCharsets.UTF_8);
    shown.end(summary);
    if (output == Output.JSON) {
      SummaryLines.of(plan, summary).forEach(err::println);
    }
    farewell(err, store, plan);
    return 0;
  }

  private DemoPlan plan() {
    if (rounds < 1 || rounds > DemoPlan.MAX_ROUNDS) {
      throw usage("--rounds must be from 1 to " + DemoPlan.MAX_ROUNDS + ", not " + rounds);
    }
    try {
      Dataset read = Datasets.named(dataset);
      return DemoPlan.of(read, rounds, seed);
    } catch (DatasetException e) {
      throw usage("--dataset: " + e.getMessage());
    }
  }

  /** The library that trains the models is beside the jar, not in it. */
  private void checkLearner() {
    try {
      Class.forName("org.tribuo.Model");
    } catch (ClassNotFoundException e) {
      throw usage("this jar holds nothing to train models with; in a checkout run ./assay demo");
    }
  }

  /** Fails before the work where the report could not be written after it. */
  private void checkReport() {
    Path folder = report.toAbsolutePath().getParent();
    if (Files.isDirectory(report) || folder == null || !Files.isWritable(folder)) {
      throw usage("--report: cannot write " + report + "; name a file in a folder that exists");
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  private void farewell(PrintWriter err, Path store, DemoPlan plan) {
    String options = "--project %s-active --store %s".formatted(plan.dataset().name(), store);
    err.println();
    err.println("report     " + report);
    err.println("store      " + store);
    err.println("look       ./assay audit list " + options);
    err.println("redraw     ./assay audit replay 2 " + options);
    err.flush();
  }
}
