package dev.assay.reliability;

import dev.assay.reliability.proof.Effort;
import dev.assay.reliability.proof.Proof;
import dev.assay.reliability.proof.ProofResult;
import dev.assay.reliability.proof.ProofRun;
import dev.assay.report.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs proofs and reports them: progress as they go, then a table, then what was violated. */
@Command(mixinStandardHelpOptions = true)
final class ProofCommand implements Callable<Integer> {
  /** Where the repository is, given by the launcher. */
  private static final String CHECKOUT_PROPERTY = "assay.checkout";

  /** Seeds that are made up have few digits, so that a person can type them. */
  private static final int SEED_BOUND = 1_000_000;

  private final List<Proof> proofs;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description =
          "What everything random follows from. Default: one that is made up and printed.")
  private @Nullable Long seed;

  @Option(
      names = "--rounds",
      paramLabel = "NUMBER",
      description = "Stops after so many rounds of each proof.")
  private @Nullable Long rounds;

  @Option(
      names = "--minutes",
      paramLabel = "NUMBER",
      description = "Begins no round of a proof after so many minutes of it.")
  private @Nullable Long minutes;

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      description = "Where stores are put for the time of the run. Default: the system's.")
  private @Nullable Path folder;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "Also writes the results to their sections of this page: docs/reliability.md.")
  private @Nullable Path page;

  ProofCommand(List<Proof> proofs) {
    this.proofs = proofs;
  }

  @Override
  public Integer call() throws Exception {
    if (spec == null) {
      throw new IllegalStateException("picocli sets it");
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    long chosen = seed == null ? new SecureRandom().nextInt(SEED_BOUND) : seed;
    List<ProofResult> results = new ArrayList<>();
    for (Proof proof : proofs) {
      err.println(proof.name() + ": seed " + chosen);
      List<ProofResult> found = run(proof, chosen, line -> err.println(proof.name() + ": " + line));
      results.addAll(found);
      if (page != null) {
        new ReliabilityPage(page).report(proof, command(proof, chosen), Instant.now(), found);
      }
    }
    table(results).text().forEach(out::println);
    results.forEach(result -> result.violations().forEach(out::println));
    return results.stream().allMatch(ProofResult::holds) ? 0 : Prove.BROKEN;
  }

  private List<ProofResult> run(Proof proof, long chosen, Consumer<String> progress)
      throws Exception {
    Path scratch =
        folder == null
            ? Files.createTempDirectory("assay-" + proof.name())
            : Files.createTempDirectory(Files.createDirectories(folder), proof.name());
    try {
      return proof.run(new ProofRun(chosen, effort(proof), scratch, checkout(), progress));
    } finally {
      remove(scratch);
    }
  }

  private Effort effort(Proof proof) {
    return rounds == null && minutes == null
        ? proof.usualEffort()
        : new Effort(optional(rounds), optional(minutes));
  }

  private static OptionalLong optional(@Nullable Long value) {
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static Path checkout() {
    return Path.of(System.getProperty(CHECKOUT_PROPERTY, "")).toAbsolutePath();
  }

  /** What a reader would type to see the same. */
  private String command(Proof proof, long chosen) {
    return "./prove "
        + proof.name()
        + " --seed "
        + chosen
        + (rounds == null ? "" : " --rounds " + rounds)
        + (minutes == null ? "" : " --minutes " + minutes);
  }

  static TextTable table(List<ProofResult> results) {
    TextTable table = new TextTable("what", "how often", "violations", "seconds", "seed");
    for (ProofResult result : results) {
      table.row(
          result.what(),
          result.howOften(),
          result.violations().size(),
          result.took().toSeconds(),
          result.seed());
    }
    return table;
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
