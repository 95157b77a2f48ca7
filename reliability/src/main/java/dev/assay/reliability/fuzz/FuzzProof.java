package dev.assay.reliability.fuzz;

import dev.assay.reliability.proof.Effort;
import dev.assay.reliability.proof.Proof;
import dev.assay.reliability.proof.ProofResult;
import dev.assay.reliability.proof.ProofRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs Jazzer, which makes inputs of those that reached code that no input reached before. */
public final class FuzzProof implements Proof {
  private static final long MINUTES = 10;
  private static final long END_MINUTES = 5;
  private static final String JAZZER = "com.code_intelligence.jazzer.Jazzer";

  /** A single call that takes as long stands still. */
  private static final int SECONDS_OF_AN_INPUT = 60;

  private static final int TAIL_LINES = 15;
  private static final Pattern DONE = Pattern.compile("Done (\\d+) runs? in (\\d+) second.*");
  private static final Pattern STATE = Pattern.compile("#(\\d+)\\s.*cov: (\\d+) ft: (\\d+).*");

  @Override
  public String name() {
    return "fuzz";
  }

  @Override
  public String heading() {
    return "Fuzzing";
  }

  @Override
  public String description() {
    return "Sends any bytes to any RPC of a server over gRPC. Jazzer makes them, from a valid"
        + " request of each RPC and the inputs in reliability/corpus on, and keeps those"
        + " that reach code of the server which none has reached. An input says which RPC it"
        + " is for, what its messages are, and whether an unused request id and the token of"
        + " an open assignment are put behind them, which no random bytes could hit. Every"
        + " answer is a success or a refusal with a reason, never UNKNOWN, INTERNAL or"
        + " silence; after every 250 inputs the journals of all projects are added up; after"
        + " 5,000 the server begins anew. Those inputs are sent again by every build.";
  }

  @Override
  public Effort usualEffort() {
    return Effort.ofMinutes(MINUTES);
  }

  @Override
  public List<ProofResult> run(ProofRun run) throws IOException, InterruptedException {
    ProofRun.Watch watch = run.watch();
    Path found = Files.createDirectory(run.folder().resolve("found"));
    Path grown = Files.createDirectory(run.folder().resolve("grown"));
    List<String> lines = new ArrayList<>();
    ValidInputs.write(grown);
    int code = fuzz(run, found, grown, lines);
    List<String> violations = new ArrayList<>();
    if (code != 0) {
      violations.add(finding(run, found, code, lines));
    }
    return List.of(
        new ProofResult(
            "any bytes for any RPC", howOften(lines), run.seed(), watch.spent(), violations));
  }

  private static int fuzz(ProofRun run, Path found, Path grown, List<String> lines)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+EnableDynamicAgentLoading",
                "-cp",
                System.getProperty("java.class.path"),
                JAZZER,
                "--target_class=" + FuzzTarget.class.getName(),
                "--instrumentation_includes=dev.assay.server.**:dev.assay.v1.**",
                // They look for weaknesses of other programs, and break the network library.
                "--custom_hook_excludes=**",
                "-seed=" + Math.floorMod(run.seed(), Integer.MAX_VALUE),
                "-timeout=" + SECONDS_OF_AN_INPUT,
                "-artifact_prefix=" + found + "/"));
    run.effort().minutes().ifPresent(minutes -> command.add("-max_total_time=" + minutes * 60));
    run.effort().rounds().ifPresent(rounds -> command.add("-runs=" + rounds));
    command.add(grown.toString());
    Path corpus = corpus(run);
    if (Files.isDirectory(corpus)) {
      command.add(corpus.toString());
    }
    Process process =
        new ProcessBuilder(command)
            .directory(run.folder().toFile())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        take(line, lines, run);
      }
      if (!process.waitFor(END_MINUTES, TimeUnit.MINUTES)) {
        throw new IllegalStateException("Jazzer does not end");
      }
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static void take(String line, List<String> lines, ProofRun run) {
    if (line.startsWith("INFO: Instrumented") || line.startsWith("INFO: New number")) {
      return;
    }
    lines.add(line);
    if (line.contains("pulse")) {
      run.progress().accept(line);
    }
  }

  private static String howOften(List<String> lines) {
    String runs = "0";
    String covered = "0";
    for (String line : lines) {
      Matcher state = STATE.matcher(line);
      if (state.matches()) {
        runs = state.group(1);
        covered = state.group(2);
      }
      Matcher done = DONE.matcher(line);
      if (done.matches()) {
        runs = done.group(1);
      }
    }
    return String.format(
        Locale.ROOT,
        "%,d inputs, %,d branches of the server reached",
        Long.parseLong(runs),
        Long.parseLong(covered));
  }

  /** What was found so far. */
  private static Path corpus(ProofRun run) {
    return run.checkout().resolve("reliability/corpus");
  }

  /** Keeps the input that was found in the corpus, so that every build sends it again. */
  private static String finding(ProofRun run, Path found, int code, List<String> lines)
      throws IOException {
    List<String> kept = new ArrayList<>();
    try (Stream<Path> files = Files.list(found)) {
      for (Path file : files.toList()) {
        Path target =
            Files.createDirectories(corpus(run)).resolve(String.valueOf(file.getFileName()));
        Files.copy(file, target);
        kept.add(String.valueOf(run.checkout().relativize(target)));
      }
    }
    String tail =
        String.join("\n  ", lines.subList(Math.max(lines.size() - TAIL_LINES, 0), lines.size()));
    return "Jazzer ended with " + code + "; inputs kept: " + kept + "\n  " + tail;
  }
}
