package dev.assay.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Stands in the help for what {@code ./assay bench} runs without this jar. */
@Command(
    name = "bench",
    description =
        "Measures, and writes the pages that report what was measured. In a checkout only: ./assay"
            + " bench --help.",
    mixinStandardHelpOptions = true)
final class BenchInCheckout implements Callable<Integer> {
  @Unmatched private List<String> words = new ArrayList<>();

  @Override
  public Integer call() {
    throw new InputException(
        "this jar holds no measurements; in a checkout run ./assay bench "
            + String.join(" ", words));
  }
}
