package dev.assay.reliability.sequence;

import dev.assay.reliability.model.ModelDisk;
import dev.assay.reliability.model.ModelStore;
import dev.assay.reliability.proof.Effort;
import dev.assay.reliability.proof.Proof;
import dev.assay.reliability.proof.ProofResult;
import dev.assay.reliability.proof.ProofRun;
import dev.assay.reliability.sequence.Duel.Finding;
import dev.assay.server.store.Store;
import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.Tables;
import dev.assay.server.store.sqlite.SqliteStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

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
        + " gap in audit log and journal; a repeated request is answered as it was. At the end"
        + " every row must be the same. A sequence that fails is shrunk.";
  }

  @Override
  public Effort usualEffort() {
    return Effort.ofRounds(USUAL_ROUNDS);
  }

  @Override
  public List<ProofResult> run(ProofRun run) throws IOException {
    ProofRun.Watch watch = run.watch();
    List<String> violations = new ArrayList<>();
    AtomicInteger places = new AtomicInteger();
    long rounds = 0;
    while (watch.allows(rounds) && violations.size() < MAX_VIOLATIONS) {
      long seed = run.seed() + rounds;
      List<Command> commands = CommandGenerator.sequence(seed, LENGTH);
      Optional<Finding> found = fight(run.folder(), places, commands);
      if (found.isPresent()) {
        run.progress().accept("seed " + seed + " fails: " + found.get() + "; shrinking");
        violations.add(shrunk(run.folder(), places, seed, commands));
      }
      rounds++;
      if (rounds % PROGRESS_ROUNDS == 0) {
        run.progress().accept(rounds * LENGTH + " commands in " + watch.spent().toSeconds() + " s");
      }
    }
    return List.of(
        new ProofResult(
            "commands on SQLite and the model",
            String.format(Locale.ROOT, "%,d commands in %,d sequences", rounds * LENGTH, rounds),
            run.seed(),
            watch.spent(),
            violations));
  }

  private static String shrunk(Path folder, AtomicInteger places, long seed, List<Command> commands)
      throws IOException {
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
  static Optional<Finding> fight(Path folder, AtomicInteger places, List<Command> commands) {
    Path file = folder.resolve("store-" + places.incrementAndGet() + ".db");
    try {
      byte[] tokenKey = tokenKey(file);
      ModelDisk disk = new ModelDisk(tokenKey);
      return Duel.fight(
          (options, clock) -> ModelStore.open(disk, options, clock),
          (options, clock) -> SqliteStore.open(file, options, clock),
          commands);
    } finally {
      remove(file);
    }
  }

  /** Makes the store; its key is made by chance, and the model takes it over. */
  private static byte[] tokenKey(Path file) {
    InstantSource clock = new dev.assay.reliability.sidecar.VirtualClock();
    try (Store store = SqliteStore.open(file, StoreOptions.defaults(), clock)) {
      return store.read(Tables::tokenKey);
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
