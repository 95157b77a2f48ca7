package dev.assay.reliability.sequence;

import dev.assay.reliability.proof.Effort;
import dev.assay.reliability.proof.Proof;
import dev.assay.reliability.proof.ProofResult;
import dev.assay.reliability.proof.ProofRun;
import dev.assay.reliability.sequence.Duel.Finding;
import dev.assay.server.store.Store;
import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.engine.StoreEngines;
import dev.assay.server.store.testkit.memory.MemoryDisk;
import dev.assay.server.store.testkit.memory.MemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Random sequences of commands against SQLite and the oracle. A round is one sequence. */
public final class SequencesProof implements Proof {
  /** Commands of one sequence. */
  public static final int LENGTH = 200;

  private static final int USUAL_ROUNDS = 600;
  private static final int MAX_SHRINKING_TRIES = 1_500;

  /** Enough to see whether they are all the same. */
  private static final int MAX_VIOLATIONS = 3;

  private static final int PROGRESS_ROUNDS = 25;

  @Override
  public String name() {
    return "sequences";
  }

  @Override
  public String heading() {
    return "Random sequences of commands";
  }

  @Override
  public String description() {
    return "Random sequences of "
        + LENGTH
        + " commands (the real RPCs, with repeated and borrowed request ids, a clock that moves"
        + " both ways, and restarts) run on SQLite and on a model in memory side by side. After"
        + " each command every answer must be the same on both, and every invariant must hold in"
        + " both: charges and holds within the ceiling; journal, balance, open leases and labels"
        + " add up to the same; nobody has an item twice; an assignment has at most one label; no"
        + " gap in audit log and journal; every line's balance follows from the journal and is"
        + " within its cap, and what is set aside is left; a repeated request is answered as it"
        + " was. At the end every row must be the same. A sequence that fails is shrunk. The"
        + " rows below say how often each call was served, or refused and why, and what the"
        + " audit logs then told of.";
  }

  @Override
  public Effort usualEffort() {
    return Effort.ofRounds(USUAL_ROUNDS);
  }

  @Override
  public List<ProofResult> run(ProofRun run) throws IOException {
    Rounds rounds = new Rounds(run);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors() - 1; i++) {
      Thread thread = new Thread(rounds, "sequences-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    rounds.run();
    for (Thread thread : threads) {
      join(thread);
    }
    return rounds.results();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The rounds of one run, each done by whichever thread has time; a round knows its seed. */
  private static final class Rounds implements Runnable {
    private final ProofRun run;
    private final ProofRun.Watch watch;
    private final AtomicInteger places = new AtomicInteger();
    private final Outcomes outcomes = new Outcomes();
    private final Map<Long, String> violations = new ConcurrentSkipListMap<>();
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong done = new AtomicLong();

    Rounds(ProofRun run) {
      this.run = run;
      this.watch = run.watch();
    }

    @Override
    public void run() {
      while (watch.allows(begun.get()) && violations.size() < MAX_VIOLATIONS) {
        long round = begun.getAndIncrement();
        if (!watch.allows(round)) {
          return;
        }
        long seed = run.seed() + round;
        List<Command> commands = CommandGenerator.sequence(seed, LENGTH);
        Optional<Finding> found = fight(run.folder(), places, commands, outcomes);
        if (found.isPresent()) {
          run.progress().accept("seed " + seed + " fails: " + found.get() + "; shrinking");
          violations.put(seed, shrunk(run.folder(), places, seed, commands));
        }
        if (done.incrementAndGet() % PROGRESS_ROUNDS == 0) {
          run.progress()
              .accept(done.get() * LENGTH + " commands in " + watch.spent().toSeconds() + " s");
        }
      }
    }

    List<ProofResult> results() {
      List<ProofResult> results = new ArrayList<>();
      results.add(
          new ProofResult(
              "commands on SQLite and the model",
              String.format(
                  Locale.ROOT, "%,d commands in %,d sequences", done.get() * LENGTH, done.get()),
              run.seed(),
              watch.spent(),
              List.copyOf(violations.values())));
      outcomes
          .rows()
          .forEach(
              (what, howOften) ->
                  results.add(
                      new ProofResult(what, howOften, run.seed(), watch.spent(), List.of())));
      return results;
    }
  }

  private static String shrunk(
      Path folder, AtomicInteger places, long seed, List<Command> commands) {
    List<Command> smallest =
        new Shrinker(candidate -> fight(folder, places, candidate).isPresent(), MAX_SHRINKING_TRIES)
            .shrink(commands);
    String what =
        fight(folder, places, smallest)
            .map(finding -> "step " + finding.step() + ": " + finding.what())
            .orElse("it does not fail again");
    return "./prove sequences --seed " + seed + " --rounds 1\n  " + what + "\n  in " + smallest;
  }

  /** One sequence on new stores of both kinds. */
  private static Optional<Finding> fight(
      Path folder, AtomicInteger places, List<Command> commands) {
    return fight(folder, places, commands, new Outcomes());
  }

  private static Optional<Finding> fight(
      Path folder, AtomicInteger places, List<Command> commands, Outcomes outcomes) {
    Path file = folder.resolve("store-" + places.incrementAndGet() + ".db");
    try {
      MemoryDisk disk = diskWithKeyOf(file);
      return Duel.fight(
          (options, clock) -> MemoryStore.open(disk, options, clock),
          (options, clock) -> StoreEngines.open(file.toString(), options, clock),
          commands,
          outcomes);
    } finally {
      remove(file);
    }
  }

  /** Makes the store; its key is made by chance, and the model takes it over. */
  private static MemoryDisk diskWithKeyOf(Path file) {
    InstantSource clock = new dev.assay.reliability.sidecar.VirtualClock();
    try (Store store = StoreEngines.open(file.toString(), StoreOptions.defaults(), clock)) {
      return store.read(tables -> new MemoryDisk(tables.tokenKey(), tables.incarnation()));
    }
  }

  private static void remove(Path file) {
    for (String suffix : List.of("", "-wal", "-shm", ".lock")) {
      try {
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
