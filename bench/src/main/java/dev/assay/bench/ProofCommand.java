package dev.assay.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs every measurement of the page on estimation, one after the other. */
@Command(
    name = "proof",
    description = "Runs every measurement of docs/estimation.md, one after the other.",
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class ProofCommand implements Callable<Integer> {
  private static final String DRIFT = " --drift 0.03";

  /**
   * Options of {@code bench estimate}. Draws are as many as make at least 2,000 of each cell over
   * all splits; credit, under drift, makes up by draws for fewer of its long splits.
   */
  static final List<String> RUNS =
      List.of(
          "--dataset breast-cancer --splits 60 --draws 300",
          "--dataset breast-cancer --splits 60 --draws 300" + DRIFT,
          "--dataset digits --scores own,second-opinion --splits 60 --draws 100",
          "--dataset digits --scores own,second-opinion --splits 60 --draws 100" + DRIFT,
          "--dataset digits --trained-on 60,100,200,400 --splits 40 --draws 300",
          "--dataset mnist --trained-on 60,100,200,400 --splits 20 --draws 300",
          "--dataset breast-cancer --trained-on 60,100,200,400 --splits 60 --draws 300",
          "--dataset credit --trained-on 60,100,200,400 --splits 10 --draws 300",
          "--dataset breast-cancer --metrics f1 --splits 60 --draws 150",
          "--dataset breast-cancer --metrics f1 --splits 60 --draws 150" + DRIFT,
          "--dataset digits-8 --splits 60 --draws 40",
          "--dataset digits-8 --splits 60 --draws 40" + DRIFT,
          "--dataset cifar10 --draws 2500",
          "--dataset cifar10 --draws 2500" + DRIFT,
          "--dataset mnist-8 --splits 60 --draws 40",
          "--dataset toxic-like --splits 60 --draws 100",
          "--dataset credit --splits 60 --draws 40",
          "--dataset credit --splits 10 --draws 200 --designs importance" + DRIFT,
          "--dataset breast-cancer --designs sequences --sizes 50,100,200 --splits 20 --draws 100",
          "--dataset digits --designs sequences --sizes 80,300 --splits 20 --draws 100",
          "--dataset breast-cancer --designs alternatives --splits 60 --draws 100",
          "--dataset breast-cancer --designs alternatives --splits 60 --draws 100" + DRIFT,
          "--dataset digits --designs alternatives --splits 60 --draws 40",
          "--dataset digits-8 --crossed --sizes 200 --splits 20 --draws 50",
          "--dataset mnist-8 --crossed --sizes 500 --splits 6 --draws 50");

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "Write the sections of this Markdown page, such as docs/estimation.md.")
  private @Nullable Path page;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Splits at a time; results do not depend on it. Default: ${DEFAULT-VALUE}.")
  private int threads = 2;

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      description = "Only the measurements whose options contain this, such as digits-8.")
  private String only = "";

  @Option(names = "--list", description = "Only say which commands would be run.")
  private boolean isList;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine line = Objects.requireNonNull(spec, "picocli sets it").commandLine();
    PrintWriter out = line.getOut();
    int worst = 0;
    for (String run : RUNS) {
      if (!run.contains(only)) {
        continue;
      }
      List<String> options = new ArrayList<>(Arrays.asList(run.split(" ", -1)));
      options.addAll(List.of("--threads", Integer.toString(threads)));
      if (page != null) {
        options.addAll(List.of("--page", page.toString()));
      }
      out.println("./assay bench estimate " + String.join(" ", options));
      out.flush();
      // A data set that is not there stops its own measurements only.
      worst = Math.max(worst, isList ? 0 : execute(line, options));
    }
    return worst;
  }

  private static int execute(CommandLine line, List<String> options) {
    return new CommandLine(new EstimateCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(line.getOut())
        .setErr(line.getErr())
        .execute(options.toArray(String[]::new));
  }
}
