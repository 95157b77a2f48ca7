package dev.assay.server.evaluation;

/** Where the seeds of rounds come from: where those of other waves do. */
@FunctionalInterface
public interface RoundSeeds {
  /** The seed of the wave that a round is. */
  long seed(String projectName, long waveNumber);
}
