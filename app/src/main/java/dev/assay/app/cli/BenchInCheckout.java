package dev.assay.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Stands in the help for what {@code ./assay bench} runs without this jar. */
@Command(
    name = "bench",
    description =
        "Measures, and writes the pages that report what was measured. In a checkout only: ./assay"
            + " bench --help.")
final class BenchInCheckout implements Callable<Integer> {
  /** Plain options, so that help does not excuse words of which nobody here knows the meaning. */
  @Option(
      names = {"-h", "--help"},
      description = "Show this help message and exit.")
  private boolean help;

  @Unmatched private List<String> words = new ArrayList<>();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (help && words.isEmpty()) {
      spec.commandLine().usage(spec.commandLine().getOut());
      return ExitCode.DONE;
    }
    throw new InputException(
        "this jar holds no measurements; in a checkout run ./assay bench "
            + String.join(" ", words));
  }
}
