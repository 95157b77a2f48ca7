package dev.assay.reliability.crash;

import dev.assay.reliability.proof.Effort;
import dev.assay.reliability.proof.Proof;
import dev.assay.reliability.proof.ProofResult;
import dev.assay.reliability.proof.ProofRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A crash at every step of every command. A round is one command, at all of its steps. */
public final class CrashProof implements Proof {
  private static final int MAX_VIOLATIONS_A_SCENE = 3;

  private final int stride;

  /** Every step. */
  public CrashProof() {
    this(1);
  }

  /**
   * Every so many steps, beginning at one that follows from the seed.
   *
   * @param stride 1: every step
   */
  CrashProof(int stride) {
    this.stride = stride;
  }

  @Override
  public String name() {
    return "crash";
  }

  @Override
  public String heading() {
    return "A crash at every step";
  }

  @Override
  public String description() {
    return "The connection to SQLite dies before and after each statement, each BEGIN and each"
        + " COMMIT of each command: once with an error, which the writer must stop at, and"
        + " once as a process that is killed, of which nothing is left but the files at that"
        + " moment. The store is opened again and the request sent again. Whatever was"
        + " answered must stand, the repeated request must be answered as if nothing had"
        + " happened, and then every row must be as in a run without a crash. A failed"
        + " COMMIT may have happened: its request id tells.";
  }

  @Override
  public Effort usualEffort() {
    return Effort.ofRounds(Scenes.all().size());
  }

  @Override
  public List<ProofResult> run(ProofRun run) throws IOException {
    List<ProofResult> results = new ArrayList<>();
    ProofRun.Watch watch = run.watch();
    for (Scene scene : Scenes.all()) {
      if (!watch.allows(results.size())) {
        break;
      }
      results.add(run(scene, run));
    }
    return results;
  }

  private ProofResult run(Scene scene, ProofRun run) throws IOException {
    ProofRun.Watch watch = run.watch();
    Path file = run.folder().resolve("stage.db");
    List<String> violations = new ArrayList<>();
    int crashes = 0;
    try {
      Stage stage = Stage.of(scene, file);
      Performance.Ending undisturbed = Performance.undisturbed(stage, run.folder());
      if (undisturbed.steps() == 0) {
        violations.add(scene.name() + " does nothing that could be interrupted");
      }
      int first = 1 + (int) Math.floorMod(run.seed(), (long) stride);
      for (int step = first; step <= undisturbed.steps(); step += stride) {
        for (Death.Kind kind : Death.Kind.values()) {
          crashes++;
          List<String> wrong = Performance.dying(stage, run.folder(), kind, step, undisturbed);
          if (!wrong.isEmpty() && violations.size() < MAX_VIOLATIONS_A_SCENE) {
            violations.add("./prove crash: " + scene.name() + ", " + wrong);
          }
        }
      }
    } finally {
      StoreFiles.remove(file);
    }
    run.progress()
        .accept(scene.name() + ": " + crashes + " crashes, " + violations.size() + " violations");
    return new ProofResult(
        scene.name(),
        String.format(Locale.ROOT, "%,d crashes", crashes),
        run.seed(),
        watch.spent(),
        violations);
  }
}
