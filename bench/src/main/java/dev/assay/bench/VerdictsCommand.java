package dev.assay.bench;

import dev.assay.bench.data.CrowdFiles;
import dev.assay.bench.data.CrowdVotes;
import dev.assay.bench.data.DataFolder;
import dev.assay.bench.verdict.CalibrationStudy;
import dev.assay.bench.verdict.Conformance;
import dev.assay.bench.verdict.CrowdResult;
import dev.assay.bench.verdict.CrowdStudy;
import dev.assay.bench.verdict.ReferenceCheck;
import dev.assay.bench.verdict.SpeedGoal;
import dev.assay.bench.verdict.SpeedStudy;
import dev.assay.report.PerformancePage;
import dev.assay.report.TextTable;
import dev.assay.sampling.quality.VerdictMethod;
import dev.assay.sampling.quality.method.AutoMethod;
import dev.assay.sampling.quality.method.Calibration;
import dev.assay.sampling.quality.method.Crowdlab;
import dev.assay.sampling.quality.method.Methods;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures verdicts: reference numbers, errors on real crowds, speed. */
@Command(
    name = "verdicts",
    description =
        "Measures verdicts: other projects' reference numbers, errors on real crowds, speed. Each"
            + " part is left out, saying so, where its data is absent.",
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class VerdictsCommand implements Callable<Integer> {
  private static final String TITLE = "Label quality";
  private static final String WEB = "web";

  /** What is measured. */
  enum Part {
    CONFORMANCE,
    CROWDS,
    CALIBRATION,
    SPEED
  }

  @Option(
      names = "--parts",
      split = ",",
      paramLabel = "PART",
      description = "conformance, crowds, calibration, speed. Default: all.")
  private List<Part> parts = List.of(Part.values());

  @Option(
      names = "--sets",
      split = ",",
      paramLabel = "NAME",
      description = "Data sets of real crowds by name. Default: all that are there.")
  private List<String> sets = CrowdFiles.NAMES;

  @Option(
      names = "--shots",
      paramLabel = "N",
      description = "How often each speed is measured. Default: ${DEFAULT-VALUE}.")
  private int shots = 5;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "The folder of the data. Default: variable "
              + DataFolder.VARIABLE
              + ", else "
              + DataFolder.DEFAULT
              + ".")
  private @Nullable Path data;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "Also write each part's section of a Markdown page, such as docs/quality.md.")
  private @Nullable Path page;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    DataFolder folder =
        data == null ? DataFolder.ofEnvironment(System.getenv()) : new DataFolder(data);
    CrowdFiles files = new CrowdFiles(folder);
    if (parts.contains(Part.CONFORMANCE)) {
      conformance(files);
    }
    if (parts.contains(Part.CROWDS)) {
      crowds(files);
    }
    if (parts.contains(Part.CALIBRATION)) {
      calibration(files);
    }
    if (parts.contains(Part.SPEED)) {
      speed(files);
    }
    return 0;
  }

  private void conformance(CrowdFiles files) throws IOException {
    if (!Conformance.isComplete(files)) {
      say("left out: the reference cases are not there; give their folder with --data");
      return;
    }
    TextTable table =
        new TextTable("source", "case", "numbers", "reference", "ours", "tolerance", "verdict");
    for (ReferenceCheck check : Conformance.checks(files)) {
      table.row(
          check.source(),
          check.what(),
          check.numbers(),
          number("%.6f", check.reference()),
          number("%.6f", check.ours()),
          number("%.2g", check.tolerance()),
          check.isKept() ? "kept" : "broken");
    }
    publish(
        "Conformance",
        "conformance",
        table,
        List.of(
            "Where a case has several numbers, the pair that is furthest apart is shown.",
            "",
            "What is not reproduced, and why: crowd-kit's stopping rule for Dawid-Skene (it adds"
                + " the log share once a vote, and may stop early), its clipping of probabilities"
                + " in place (rows then add up to more than 1). Ties: crowd-kit decides them by the"
                + " order of a data frame's columns and cleanlab by several rules, the last of them"
                + " chance; here it is votes on the item, votes in all, lowest number. So"
                + " zero-based skill on the toy votes and CROWDLAB on cleanlab's case of ties are"
                + " not compared, and Wawa begins from crowd-kit's majority. MACE begins from other"
                + " random numbers, and GLAD climbs further than crowd-kit's optimiser: there the"
                + " tolerance is wide, and GLAD's objective is compared too. ActiveLab in cleanlab"
                + " scales the model's probabilities first; it is compared where that changes"
                + " nothing."));
  }

  private void crowds(CrowdFiles files) throws IOException {
    TextTable goals =
        new TextTable(
            "set",
            "items",
            "annotators",
            "classes",
            "votes",
            "truths",
            "majority",
            "best known",
            "by",
            "auto before",
            "auto",
            "verdict");
    List<Double> before = new ArrayList<>();
    List<Double> auto = new ArrayList<>();
    TextTable errors = new TextTable("set", "method", "error", "ties shared", "ties", "ms");
    TextTable calibration =
        new TextTable(
            "set", "method", "right", "mean probability", "calibration error", "log loss");
    for (String set : sets) {
      if (!files.has(set)) {
        say("left out: " + set + " is not there; give its folder with --data");
        continue;
      }
      CrowdVotes crowd = files.crowd(set);
      CrowdStudy.Published published = CrowdStudy.published(set);
      for (VerdictMethod method : Methods.all()) {
        if (method instanceof Crowdlab) {
          continue;
        }
        say(set + ": " + method.name());
        CrowdResult result = CrowdStudy.run(crowd, method);
        errors.row(
            set,
            result.method(),
            number("%.4f", result.error()),
            number("%.4f", result.errorWithTiesShared()),
            result.ties(),
            number("%.0f", result.millis()));
        if (method.name().equals(AutoMethod.NAME)) {
          goal(goals, crowd, published, result);
          before.add(published.before());
          auto.add(result.error());
        }
        calibration.row(
            set,
            result.method(),
            number("%.4f", 1 - result.error()),
            number("%.4f", result.meanProbability()),
            number("%.4f", result.calibrationError()),
            number("%.3f", result.logLoss()));
      }
    }
    if (goals.isEmpty()) {
      return;
    }
    goals.row(mean(before, auto));
    publishCrowds(goals, errors, calibration);
  }

  private void publishCrowds(TextTable goals, TextTable errors, TextTable calibration)
      throws IOException {
    publish(
        "Real crowds",
        "crowds",
        goals,
        List.of(
            "Error of the verdicts on items whose truth is known. Goal: at most 0.005 or one item"
                + " above the best figure that is known of the set, and never above the majority's"
                + " (ties shared). Before: while `auto` chose one model. The pool never sees the"
                + " truth, but its members' weights were settled with these same eight sets in"
                + " view: on other crowds expect less."));
    publish("Errors by method", "crowds", errors, List.of());
    publish(
        "Calibration",
        "crowds",
        calibration,
        List.of(
            "Ten bins of equally many verdicts; the log loss takes no probability below 1e-6."));
  }

  private static Object[] mean(List<Double> before, List<Double> auto) {
    double was = before.stream().mapToDouble(one -> one).average().orElse(0);
    double is = auto.stream().mapToDouble(one -> one).average().orElse(0);
    Object[] row = new Object[12];
    Arrays.fill(row, "");
    row[0] = "mean";
    row[9] = number("%.4f", was);
    row[10] = number("%.4f", is);
    row[11] = is <= was ? "met" : "missed";
    return row;
  }

  private static void goal(
      TextTable goals, CrowdVotes crowd, CrowdStudy.Published published, CrowdResult result) {
    goals.row(
        crowd.name(),
        crowd.votes().itemCount(),
        crowd.votes().annotatorCount(),
        crowd.votes().classCount(),
        crowd.votes().voteCount(),
        crowd.truthCount(),
        number("%.4f", published.majority()),
        number("%.4f", published.best()),
        published.by(),
        number("%.4f", published.before()),
        number("%.4f", result.error()),
        published.isMet(result.error(), crowd.truthCount()) ? "met" : "missed");
  }

  private void calibration(CrowdFiles files) throws IOException {
    CalibrationStudy study = new CalibrationStudy();
    int crowds = 0;
    for (String set : sets) {
      if (files.has(set)) {
        say(set + ": whole and thinned");
        study.add(files.crowd(set));
        crowds++;
      } else {
        say("left out: " + set + " is not there; give its folder with --data");
      }
    }
    if (crowds < 2) {
      say("left out: fitting to the other crowds takes two at least");
      return;
    }
    TextTable table =
        new TextTable("set", "in use", "by other items", "by other crowds", "thinned, by others");
    for (CalibrationStudy.Result result : study.results()) {
      table.row(
          result.set(),
          number("%.4f", result.own()),
          number("%.4f", result.byItems()),
          number("%.4f", result.byCrowds()),
          number("%.4f", result.thinned()));
    }
    say("fitted to all: " + numbers(study.coefficients()));
    publish(
        "Calibration left out",
        "calibration",
        table,
        List.of(
            "Calibration error of `auto`: the mean distance of probability and share of right"
                + " verdicts, in ten bins of equally many verdicts. In use: by the coefficients of"
                + " the product, "
                + numbers(Calibration.coefficients())
                + ". By other items: by coefficients that were fitted to four fifths of the items"
                + " of all crowds, on the fifth that was left out. By other crowds: fitted without"
                + " the crowd. The last column is of the crowd's votes thinned to five and three an"
                + " item. All items: those of all crowds in one set of bins; its last column is the"
                + " mean. Fitted to all: "
                + numbers(study.coefficients())
                + "."));
  }

  private static String numbers(double[] values) {
    return Arrays.stream(values)
        .mapToObj(value -> number("%.3f", value))
        .collect(Collectors.joining(", "));
  }

  private void speed(CrowdFiles files) throws IOException {
    SpeedStudy study = new SpeedStudy(shots, this::say);
    TextTable table = new TextTable("what", "s", "promised s", "peers", "note", "verdict");
    boolean hasWeb = files.has(WEB);
    if (!hasWeb) {
      say("left out: GLAD, for " + WEB + " is not there; give its folder with --data");
    }
    for (SpeedGoal goal : study.run(hasWeb ? files.crowd(WEB).votes() : null)) {
      table.row(
          goal.what(),
          number("%.3f", goal.seconds()),
          number("%.1f", goal.promisedSeconds()),
          goal.peer(),
          goal.note(),
          goal.isKept() ? "kept" : "broken");
    }
    publish(
        "Speed",
        "speed --shots " + shots,
        table,
        List.of(
            "The least of several shots, for the machine is shared. The peers' figures were"
                + " measured on two cores of a shared machine as well."));
  }

  private void publish(String section, String part, TextTable table, List<String> notes)
      throws IOException {
    PrintWriter out = command().commandLine().getOut();
    out.println(section);
    table.text().forEach(out::println);
    out.println();
    out.flush();
    Path file = page;
    if (file != null) {
      List<String> body = new ArrayList<>(table.markdown());
      if (!notes.isEmpty()) {
        body.add("");
        body.addAll(notes);
      }
      new PerformancePage(file, TITLE)
          .replace(
              section,
              "./assay bench verdicts --parts " + part + " --page docs/quality.md",
              InstantSource.system().instant(),
              body);
    }
  }

  private void say(String line) {
    PrintWriter err = command().commandLine().getErr();
    err.println(line);
    err.flush();
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private CommandSpec command() {
    return Objects.requireNonNull(spec, "picocli sets it");
  }
}
