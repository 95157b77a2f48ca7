package dev.assay.reliability.kill;

import dev.assay.reliability.load.CrewCounts;
import dev.assay.reliability.load.ServerCommand;
import dev.assay.reliability.proof.Effort;
import dev.assay.reliability.proof.Proof;
import dev.assay.reliability.proof.ProofResult;
import dev.assay.reliability.proof.ProofRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Kills the packaged server under load. */
public final class KillProof implements Proof {
  private static final int ROUNDS = 200;
  private static final int ROUNDS_OF_A_STORE = 10;

  /** More would say the same again. */
  private static final int MAX_VIOLATIONS = 20;

  private final Function<Path, ServerCommand> command;
  private final Disturbance disturbance;

  /** Kills the jar of the checkout. */
  public KillProof() {
    this(ServerCommand::ofJar, Disturbance.NONE);
  }

  KillProof(Function<Path, ServerCommand> command, Disturbance disturbance) {
    this.command = command;
    this.disturbance = disturbance;
  }

  @Override
  public String name() {
    return "kill";
  }

  @Override
  public String heading() {
    return "Killed under load";
  }

  @Override
  public String description() {
    return "Starts the packaged server, lets six clients of the SDK work with one project (batches,"
        + " labels, returns, new items, ceilings just above what is committed), each with a log of"
        + " its own that is forced to the disk with every answer, and ends the server by SIGKILL"
        + " after a random number of answers; in one round of five once more while it starts. Then it starts"
        + " again on the same store, every request of unknown outcome is sent again under its id,"
        + " and journal, balances, labels and items are compared with the clients' logs in both"
        + " directions: nothing acknowledged is missing, nothing is there that was not asked for,"
        + " no entry of the journal is over its ceiling, nothing is charged or leased twice, and a"
        + " repeated request is answered as the first time. A store is used for ten rounds. When"
        + " the kill strikes depends on the machine, so a seed repeats the requests and not the"
        + " moments. SIGKILL leaves the system's cache: what an fsync is worth is tried by the"
        + " faults.";
  }

  @Override
  public Effort usualEffort() {
    return Effort.ofRounds(ROUNDS);
  }

  @Override
  public List<ProofResult> run(ProofRun run) throws IOException, InterruptedException {
    CrewCounts counts = new CrewCounts();
    long rounds = 0;
    long kills = 0;
    List<String> violations = new ArrayList<>();
    ProofRun.Watch watch = run.watch();
    SplittableRandom random = new SplittableRandom(run.seed());
    for (int life = 0; watch.allows(rounds) && violations.isEmpty(); life++) {
      Path folder = Files.createDirectory(run.folder().resolve("store-" + life));
      try (KilledStore store =
          new KilledStore(
              command.apply(run.checkout()), folder, disturbance, random.split(), counts)) {
        for (int round = 0;
            round < ROUNDS_OF_A_STORE && watch.allows(rounds) && violations.isEmpty();
            round++) {
          violations.addAll(store.round());
          rounds++;
          run.progress().accept(rounds + " rounds, " + counts);
        }
        kills += store.kills();
      }
    }
    return List.of(
        new ProofResult(
            "SIGKILL under load",
            rounds + " rounds with " + kills + " kills, " + counts,
            run.seed(),
            watch.spent(),
            violations.stream().limit(MAX_VIOLATIONS).toList()));
  }
}
