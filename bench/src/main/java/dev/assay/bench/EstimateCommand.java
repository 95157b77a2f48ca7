package dev.assay.bench;

import dev.assay.bench.data.DataFolder;
import dev.assay.bench.data.DataMissingException;
import dev.assay.bench.data.SourceFiles;
import dev.assay.bench.error.ErrorStudies;
import dev.assay.bench.report.EstimatePage;
import dev.assay.bench.report.Plots;
import dev.assay.bench.report.Results;
import dev.assay.bench.trial.CellSummary;
import dev.assay.bench.trial.Experiment;
import dev.assay.bench.trial.Method;
import dev.assay.bench.trial.Pool;
import dev.assay.bench.trial.Study;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares designs and estimators on data whose labels are all known. */
@Command(
    name = "estimate",
    description =
        "Compares sampling designs, estimators and intervals on data whose labels are all known:"
            + " relative efficiency against random samples, bias, coverage.",
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class EstimateCommand implements Callable<Integer> {
  private static final int LEAST_SIZE = 2;
  private static final List<String> PAPER = List.of("paper");

  /** How results are shown. */
  enum Format {
    /** Aligned columns. */
    TABLE,
    /** One JSON object a line, of ten fields. */
    JSON,
    /** One JSON object a line, with all that was measured. */
    DETAILS
  }

  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "NAME",
      description =
          "breast-cancer, digits, credit, cifar10 (error rates); breast-cancer, digits-8, mnist-8,"
              + " toxic-like (metrics).")
  private String dataset = "";

  @Option(
      names = "--designs",
      split = ",",
      paramLabel = "NAME",
      description =
          "Designs by name, or paper, alternatives, slow, sequences, all. Random samples and the"
              + " recommended design are always run. Default: ${DEFAULT-VALUE}.")
  private List<String> designs = PAPER;

  @Option(
      names = "--metrics",
      split = ",",
      paramLabel = "NAME",
      description =
          "error, accuracy, f1, precision, recall, specificity, micro-f1, macro-f1. Default: error"
              + " where the data set has an error rate, else all of its metrics.")
  private List<String> metrics = List.of();

  @Option(
      names = "--crossed",
      description = "Estimate each metric from samples drawn for each of the others too.")
  private boolean crossed;

  @Option(
      names = "--scores",
      split = ",",
      paramLabel = "NAME",
      description = "own, second-opinion. Default: ${DEFAULT-VALUE}.")
  private List<String> scores = List.of(ErrorStudies.OWN);

  @Option(
      names = "--trained-on",
      split = ",",
      paramLabel = "N",
      description =
          "Train model and second opinion on so many labels, the same ones, and estimate from 80 of"
              + " the rest: digits, mnist, breast-cancer, credit. Both scores, the recommended"
              + " design.")
  private List<Integer> trainedOn = List.of();

  @Option(
      names = "--sizes",
      split = ",",
      paramLabel = "N",
      description = "Numbers of labels. Default: those of the data set's published table.")
  private List<Integer> sizes = List.of();

  @Option(
      names = "--splits",
      paramLabel = "N",
      description = "Splits into training half and pool. Default: ${DEFAULT-VALUE}.")
  private int splits = 60;

  @Option(
      names = "--draws",
      paramLabel = "N",
      description =
          "Samples of each design, number of labels and split. Default: ${DEFAULT-VALUE}.")
  private int draws = 2000;

  @Option(
      names = "--drift",
      paramLabel = "SHARE",
      description = "The share of items that become errors unnoticed. Default: ${DEFAULT-VALUE}.")
  private double drift;

  @Option(names = "--seed", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Splits at a time; results do not depend on it. Default: ${DEFAULT-VALUE}.")
  private int threads = 1;

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
      names = "--plots",
      paramLabel = "FILE",
      description = "Also write plots: a page of HTML that needs nothing else.")
  private @Nullable Path plots;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "Also write a section of a Markdown page, in the place of the same run's last.")
  private @Nullable Path page;

  @Option(
      names = "--output",
      paramLabel = "json|details|table",
      description =
          "One JSON object a line, of ten fields or of all, or aligned columns."
              + " Default: ${DEFAULT-VALUE}.")
  private Format output = Format.TABLE;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    requireAtLeast(1, splits, "--splits");
    requireAtLeast(2, draws, "--draws");
    requireAtLeast(1, threads, "--threads");
    if (!(drift >= 0 && drift <= 1)) {
      throw usage("--drift must be a share in [0, 1]; it is " + drift);
    }
    DataFolder folder =
        data == null ? DataFolder.ofEnvironment(System.getenv()) : new DataFolder(data);
    List<CellSummary> cells = new ArrayList<>();
    List<Study<?>> studies;
    try {
      StudySelection selection = new StudySelection(new SourceFiles(folder), seed);
      studies =
          trainedOn.isEmpty()
              ? selection.named(dataset, metrics, crossed, scores)
              : List.of(selection.sameLabels(dataset, trainedOn));
    } catch (IllegalArgumentException | DataMissingException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
    if (trainedOn.isEmpty()) {
      checkDesigns(studies);
    }
    for (Study<?> study : studies) {
      cells.addAll(run(study));
    }
    Results results = new Results(dataset, drift, cells);
    print(results);
    if (plots != null) {
      Files.writeString(plots, Plots.page(results), StandardCharsets.UTF_8);
    }
    if (page != null) {
      EstimatePage.write(page, results, which(), commandLine(), InstantSource.system().instant());
    }
    return 0;
  }

  private <P extends Pool> List<CellSummary> run(Study<P> study) {
    List<Method<P>> methods =
        study.methods().stream()
            .filter(method -> method.isAsked(trainedOn.isEmpty() ? designs : List.of()))
            .toList();
    List<Integer> budgets = budgets(study);
    PrintWriter err = command().commandLine().getErr();
    return new Experiment<>(
            study, new Experiment.Plan(splits, draws, budgets, drift, seed, threads), methods)
        .run(
            progress -> {
              err.println(progress);
              err.flush();
            });
  }

  private <P extends Pool> List<Integer> budgets(Study<P> study) {
    if (sizes.isEmpty()) {
      return Arrays.stream(study.standardSizes()).boxed().toList();
    }
    int most = study.units();
    for (int size : sizes) {
      if (size < LEAST_SIZE || size > most) {
        throw usage(
            "--sizes of %s are from %d to %d; given %d"
                .formatted(study.dataset(), LEAST_SIZE, most, size));
      }
    }
    return sizes;
  }

  private void checkDesigns(List<Study<?>> studies) {
    List<String> known = new ArrayList<>();
    for (Study<?> study : studies) {
      study.methods().forEach(method -> known.add(method.design()));
      for (String name : designs) {
        if (study.methods().stream().anyMatch(method -> method.isNamed(name))) {
          known.add(name);
        }
      }
    }
    for (String name : designs) {
      if (!known.contains(name)) {
        throw usage(
            "--designs has no " + name + " here; there are " + known.stream().distinct().toList());
      }
    }
  }

  private void print(Results results) {
    PrintWriter out = command().commandLine().getOut();
    List<?> lines =
        switch (output) {
          case JSON -> results.json();
          case DETAILS -> results.details();
          case TABLE -> EstimatePage.text(results);
        };
    lines.forEach(out::println);
    out.flush();
  }

  /** What else tells the run's section of the page from others of the same data. */
  private String which() {
    List<String> words = new ArrayList<>();
    if (crossed) {
      words.add("crossed");
    }
    if (!trainedOn.isEmpty()) {
      words.add("second opinion");
    } else if (!designs.equals(PAPER)) {
      words.addAll(designs);
    }
    return String.join(", ", words);
  }

  /** The command as typed. */
  private String commandLine() {
    List<String> typed = command().commandLine().getParseResult().originalArgs();
    int own = typed.lastIndexOf(command().name()) + 1;
    return "./assay bench estimate " + String.join(" ", typed.subList(own, typed.size()));
  }

  private void requireAtLeast(int least, int value, String option) {
    if (value < least) {
      throw usage(option + " must be at least " + least + "; it is " + value);
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(command().commandLine(), message);
  }

  private CommandSpec command() {
    return Objects.requireNonNull(spec, "picocli sets it");
  }
}
