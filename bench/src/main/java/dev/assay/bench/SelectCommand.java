package dev.assay.bench;

import dev.assay.bench.data.DataFolder;
import dev.assay.bench.data.SourceFiles;
import dev.assay.bench.select.LearningStudy;
import dev.assay.bench.select.PeerTimes;
import dev.assay.bench.select.SelectionSpeed;
import dev.assay.bench.select.TaskSpeed;
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
            + " what peers take; or how well their labels train and measure.",
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class SelectCommand implements Callable<Integer> {
  private static final String SECTION = "Selection";
  private static final String LEARNING = "Labels that train and measure";

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
      names = "--learning",
      description =
          "Instead: how well labels train a learner and measure a model, by strategy, on data"
              + " sets.")
  private boolean learns;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "With --learning: runs of each strategy. Default: ${DEFAULT-VALUE}.")
  private int runs = 100;

  @Option(
      names = "--sets",
      split = ",",
      paramLabel = "NAME",
      description =
          "With --learning: digits, digits-drift, digits-flips, digits-rare, breast-cancer,"
              + " generated, mnist, mnist-drift, credit. Default: all whose data are there.")
  private List<String> sets = List.of();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "The folder of the data of mnist and credit. Default: variable "
              + DataFolder.VARIABLE
              + ", else "
              + DataFolder.DEFAULT
              + ".")
  private @Nullable Path data;

  @Option(
      names = "--peers",
      paramLabel = "FILE",
      description =
          "Put beside them what peers took on this machine, as bench/peers/peers.py prints it.")
  private @Nullable Path peers;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "Also write the section of a Markdown page, such as docs/performance.md.")
  private @Nullable Path page;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    CommandSpec command = Objects.requireNonNull(spec, "picocli sets it");
    if (shots < 1 || !(scale > 0 && scale <= 1)) {
      throw new ParameterException(
          command.commandLine(), "--shots must be at least 1, --scale above 0 and at most 1");
    }
    return learns ? learning(command) : speed(command);
  }

  private int learning(CommandSpec command) throws IOException {
    if (runs < 2 || !LearningStudy.SETS.containsAll(sets)) {
      throw new ParameterException(
          command.commandLine(), "--runs must be at least 2, --sets some of " + LearningStudy.SETS);
    }
    SourceFiles files =
        new SourceFiles(
            data == null ? DataFolder.ofEnvironment(System.getenv()) : new DataFolder(data));
    LearningStudy study = new LearningStudy(runs, files, line -> say(command, line));
    for (String set : sets.isEmpty() ? LearningStudy.present(files) : sets) {
      LearningStudy.Comparison comparison = study.compare(set);
      publish(
          command,
          comparison.table(),
          LEARNING + ": " + set,
          "./assay bench select --learning --runs " + runs + " --sets " + set,
          comparison.note());
    }
    return 0;
  }

  private int speed(CommandSpec command) throws IOException {
    PeerTimes peerTimes = peers == null ? PeerTimes.none() : PeerTimes.read(peers);
    TextTable table =
        new TextTable("what", "s", "cpu s", "goal s", "peers, reported", "peers, here", "verdict");
    SelectionSpeed speed = new SelectionSpeed(shots, scale, line -> say(command, line));
    for (TaskSpeed measured : speed.run()) {
      SpeedGoal goal = measured.goal();
      table.row(
          goal.what(),
          String.format(Locale.ROOT, "%.3f", goal.seconds()),
          String.format(Locale.ROOT, "%.2f", measured.processorSeconds()),
          String.format(Locale.ROOT, "%.2f", goal.promisedSeconds()),
          goal.peer(),
          peerTimes.beside(measured),
          goal.isKept() ? "kept" : "missed");
    }
    publish(
        command,
        table,
        SECTION,
        "./assay bench select --shots " + shots + (peers == null ? "" : " --peers " + peers),
        "The least of several shots, for the machine is shared. Candidates lie in 50 random clouds;"
            + " what is measured is the strategy's selection, the cells around the chosen included"
            + " (with k-center more than half of the time; no peer has them), without the draw. The"
            + " reported figures of peers were measured on two cores of another shared machine;"
            + " those from here are what `bench/peers/peers.py` printed on the same one.");
    return 0;
  }

  private static void say(CommandSpec command, String line) {
    PrintWriter err = command.commandLine().getErr();
    err.println("measuring: " + line);
    err.flush();
  }

  private void publish(
      CommandSpec command, TextTable table, String section, String line, String note)
      throws IOException {
    PrintWriter out = command.commandLine().getOut();
    table.text().forEach(out::println);
    out.flush();
    if (page != null) {
      List<String> body = new ArrayList<>(table.markdown());
      body.add("");
      body.add(note);
      PerformancePage.at(page).replace(section, line, InstantSource.system().instant(), body);
    }
  }
}
