package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import picocli.CommandLine;

class ProofCommandTest {
  private static final java.util.List<String> RUNS = ProofCommand.RUNS;

  private static String run(String... options) {
    StringWriter out = new StringWriter();
    int code = new CommandLine(new ProofCommand()).setOut(new PrintWriter(out)).execute(options);
    assertThat(code).isZero();
    return out.toString();
  }

  @ParameterizedTest
  @FieldSource("RUNS")
  void everyRunIsACommandThatEstimateUnderstands(String options) {
    CommandLine estimate =
        new CommandLine(new EstimateCommand()).setCaseInsensitiveEnumValuesAllowed(true);
    assertThat(estimate.parseArgs(options.split(" ", -1)).unmatched()).isEmpty();
  }

  @Test
  void noTwoRunsAreTheSame() {
    Set<String> distinct = new HashSet<>(RUNS);
    assertThat(distinct).hasSameSizeAs(RUNS);
  }

  @Test
  void listsTheCommandsItWouldRun() {
    assertThat(run("--list", "--only", "cifar10", "--page", "x.md", "--threads", "1"))
        .isEqualToIgnoringNewLines(
            "./assay bench estimate --dataset cifar10 --draws 2500 --threads 1 --page x.md"
                + "./assay bench estimate --dataset cifar10 --draws 2500 --drift 0.03 --threads 1"
                + " --page x.md");
  }

  /** The page of this checkout is made of these runs and no others. */
  @Test
  void thePageHasEveryRun() throws Exception {
    String page = Files.readString(Path.of("../docs/estimation.md"));
    for (String options : RUNS) {
      assertThat(page).contains("./assay bench estimate " + options + " --threads");
    }
  }
}
