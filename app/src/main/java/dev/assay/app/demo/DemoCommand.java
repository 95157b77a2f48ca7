package dev.assay.app.demo;

import dev.assay.app.demo.compare.Comparison;
import dev.assay.app.demo.compare.ComparisonTable;
import dev.assay.app.demo.compare.CurvesPicture;
import dev.assay.app.embedded.EmbeddedServer;
import dev.assay.datasets.Dataset;
import dev.assay.datasets.DatasetException;
import dev.assay.datasets.Datasets;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
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
      "The same seed gives the same standard output. Where the store is and how to look into it"
          + " goes to the standard error.",
      "A file of one's own holds comma-separated numbers and the class in the last column; a header"
          + " is optional."
    },
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  private static final int DEFAULT_ROUNDS = 10;
  private static final int COMPARED_ROUNDS = 20;
  private static final int MAX_SEEDS = 100;
  private static final String COMPARED = Datasets.DIGITS + "," + Datasets.BREAST_CANCER;

  /** How rounds are shown. */
  enum Output {
    TABLE,
    JSON
  }

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description = "digits, breast-cancer or a .csv file. Default: digits.")
  private @Nullable String dataset;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description =
          "Rounds of labelling and training, 1 to 50. Default: 10, and 20 with --compare.")
  private @Nullable Integer rounds;

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

  @Option(
      names = "--compare",
      description =
          "Instead: the labels that each strategy needs for 95 %% of the accuracy with all labels,"
              + " and the learning curves.")
  private boolean compares;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "10",
      description = "With --compare: seeds, 2 to 100. Default: ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(
      names = "--curves",
      paramLabel = "DIR",
      defaultValue = ".",
      description =
          "With --compare: where learning-curves-NAME.svg of each data set go. Default: the working"
              + " directory.")
  private Path curves = Path.of("");

  @Option(
      names = "--served",
      description =
          "With --compare: through a server, in 12 small rounds by the default policy, by margin"
              + " and at random: how well labels train, and whether estimates hold.")
  private boolean isServed;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (compares) {
      return compare();
    }
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

  private int compare() throws IOException {
    if (seeds < 2 || seeds > MAX_SEEDS) {
      throw usage("--seeds must be from 2 to " + MAX_SEEDS + ", not " + seeds);
    }
    if (!Files.isDirectory(curves) || !Files.isWritable(curves)) {
      throw usage("--curves: cannot write to " + curves + "; name a folder that exists");
    }
    int batches = rounds(COMPARED_ROUNDS);
    List<Dataset> datasets = new ArrayList<>();
    for (String name : (dataset == null ? COMPARED : dataset).split(",", -1)) {
      datasets.add(read(name));
    }
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    if (isServed) {
      served(command, datasets);
      return 0;
    }
    for (Dataset each : datasets) {
      Comparison comparison =
          Comparison.of(
              each,
              Comparison.STRATEGIES,
              seeds,
              batches,
              line -> {
                command.getErr().println("comparing: " + line);
                command.getErr().flush();
              });
      PrintWriter out = command.getOut();
      out.println(ComparisonTable.title(comparison));
      out.println();
      ComparisonTable.of(comparison).text().forEach(out::println);
      out.println();
      out.flush();
      Path picture = curves.resolve("learning-curves-" + each.name() + ".svg");
      Files.writeString(picture, CurvesPicture.of(comparison), StandardCharsets.UTF_8);
      command.getErr().println("curves     " + picture);
    }
    return 0;
  }

  private void served(CommandLine command, List<Dataset> datasets) throws IOException {
    for (Dataset each : datasets) {
      List<SeedResult> results =
          SeedStudy.run(
              each,
              SeedStudy.ROUNDS,
              seed,
              seeds,
              number -> {
                command.getErr().println("comparing: " + each.name() + ", seed " + number);
                command.getErr().flush();
              });
      SeedTable table = new SeedTable(each.name(), results);
      (output == Output.JSON ? table.json() : table.text()).forEach(command.getOut()::println);
      command.getOut().flush();
    }
  }

  private DemoPlan plan() {
    int wanted = rounds(DEFAULT_ROUNDS);
    return DemoPlan.of(read(dataset == null ? Datasets.DIGITS : dataset), wanted, seed);
  }

  private int rounds(int otherwise) {
    int wanted = rounds == null ? otherwise : rounds;
    if (wanted < 1 || wanted > DemoPlan.MAX_ROUNDS) {
      throw usage("--rounds must be from 1 to " + DemoPlan.MAX_ROUNDS + ", not " + wanted);
    }
    return wanted;
  }

  private Dataset read(String name) {
    try {
      return Datasets.named(name);
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
