package dev.assay.reliability.fault;

import dev.assay.reliability.load.CrewCounts;
import dev.assay.reliability.load.ServerCommand;
import dev.assay.reliability.proof.Effort;
import dev.assay.reliability.proof.Proof;
import dev.assay.reliability.proof.ProofResult;
import dev.assay.reliability.proof.ProofRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Every fault, some times each. */
public final class FaultProof implements Proof {
  private static final int STRIKES = 20;

  /** A server that opens a store makes tens of them, and one for each group that it commits. */
  private static final int FSYNCS = 60;

  /** A server that opens a store makes tens of them, and some for each group that it commits. */
  private static final int WRITES = 800;

  /** What can go wrong, in the order in which it is tried. */
  static final List<Fault> ALL =
      List.of(
          FailingCalls.injected("fsync fails with EIO", "fsync,fdatasync", "EIO", FSYNCS),
          FailingCalls.injected(
              "the disk is full: writes fail with ENOSPC", "pwrite64", "ENOSPC", WRITES),
          FailingCalls.injected(
              "the file system turns read-only: writes fail with EROFS",
              "pwrite64",
              "EROFS",
              WRITES),
          FailingCalls.fileSizeLimit("no file may grow: writes fail with EFBIG"),
          new FullDatabase(),
          new ReadOnlyFile(),
          new DamagedFiles(
              "three pages overwritten: refused, or STORE_FAILED, or nothing wrong is said",
              DamagedFiles::pages,
              true,
              true),
          new DamagedFiles(
              "half a frame at the end of the log: everything acknowledged is there",
              DamagedFiles::tornTail,
              false,
              true),
          new DamagedFiles(
              "the end of the log cut off: refused, or what is left adds up",
              DamagedFiles::cutLog,
              false,
              false),
          new SteppedClock(),
          new SecondServer());

  private final List<Fault> faults;
  private final Function<Path, ServerCommand> command;

  /** Strikes the packaged server of the checkout. */
  public FaultProof() {
    this(ALL, ServerCommand::ofJar);
  }

  FaultProof(List<Fault> faults, Function<Path, ServerCommand> command) {
    this.faults = faults;
    this.command = command;
  }

  @Override
  public String name() {
    return "faults";
  }

  @Override
  public String heading() {
    return "Faults";
  }

  @Override
  public String description() {
    return "Lets the disk, the files and the clock fail under a packaged server that six clients"
        + " work with, each with a log of its own as above. System calls are made to fail by"
        + " strace from a random call on; where the machine has none, the row says so."
        + " Whoever asks a server whose disk fails must be told STORE_FAILED, or STORE_FULL"
        + " of a full one, and nothing else, its health must say NOT_SERVING, and a server"
        + " on the same store and a disk that works must show everything that was"
        + " acknowledged. A damaged store is refused with a line that names it, or answers"
        + " nothing wrong. Where SQLite itself is told that its database may have no more"
        + " pages, the features run in this process and are sent a random sequence of"
        + " commands; they go on when it may have more.";
  }

  @Override
  public Effort usualEffort() {
    return Effort.ofRounds(STRIKES);
  }

  @Override
  public List<ProofResult> run(ProofRun run) throws Exception {
    List<ProofResult> results = new ArrayList<>();
    for (int i = 0; i < faults.size(); i++) {
      results.add(run(run, faults.get(i), run.folder().resolve("fault-" + i)));
    }
    return results;
  }

  private ProofResult run(ProofRun run, Fault fault, Path folder) throws Exception {
    String missing = fault.unavailable();
    if (missing != null) {
      run.progress().accept(fault.what() + ": skipped, " + missing);
      return new ProofResult(
          fault.what(), "skipped: " + missing, run.seed(), Duration.ZERO, List.of());
    }
    ProofRun.Watch watch = run.watch();
    SplittableRandom random = new SplittableRandom(run.seed());
    CrewCounts counts = new CrewCounts();
    Map<String, Integer> outcomes = Site.outcomes();
    List<String> violations = new ArrayList<>();
    long strikes = 0;
    while (watch.allows(strikes) && violations.isEmpty()) {
      Path place = Files.createDirectories(folder.resolve("strike-" + strikes));
      try (Site site =
          new Site(place, command.apply(run.checkout()), random.split(), counts, outcomes)) {
        fault.strike(site);
        violations.addAll(site.violations());
      }
      strikes++;
      run.progress().accept(fault.what() + ": " + strikes + " strikes " + outcomes);
    }
    return new ProofResult(
        fault.what(),
        strikes + " strikes: " + words(outcomes),
        run.seed(),
        watch.spent(),
        violations);
  }

  private static String words(Map<String, Integer> outcomes) {
    List<String> words = new ArrayList<>();
    outcomes.forEach((outcome, count) -> words.add(count + " " + outcome));
    return String.join(", ", words);
  }
}
