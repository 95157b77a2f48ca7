package dev.assay.reliability.proof;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What a proof is given.
 *
 * @param seed everything random follows from it
 * @param effort how much to try
 * @param folder an empty folder for its files; removed afterwards
 * @param checkout the root of the repository, with {@code server/target/assay.jar}
 * @param progress takes lines that tell a person how far it is
 */
public record ProofRun(
    long seed, Effort effort, Path folder, Path checkout, Consumer<String> progress) {

  /** A clock for the effort: counts from now. */
  public Watch watch() {
    return new Watch(effort, System.nanoTime());
  }

  /** How long the run has taken, and whether there is to be another round. */
  public record Watch(Effort effort, long beganNanos) {
    public Duration spent() {
      return Duration.ofNanos(System.nanoTime() - beganNanos);
    }

    public boolean allows(long roundsDone) {
      return effort.allows(roundsDone, spent());
    }
  }
}
