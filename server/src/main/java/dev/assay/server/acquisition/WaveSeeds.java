package dev.assay.server.acquisition;

/** Where the seeds of waves come from. */
@FunctionalInterface
public interface WaveSeeds {
  /** The seed of a wave: unpredictable, or the same in every run where a run is to be repeated. */
  long seed(String projectName, long waveNumber);
}
