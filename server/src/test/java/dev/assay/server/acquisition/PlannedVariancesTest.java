package dev.assay.server.acquisition;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.server.store.WaveRow;
import dev.assay.v1.Policy;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a wave stores of how uncertain it leaves what is estimated from it. */
class PlannedVariancesTest {
  private static final int POOL = 100;
  private static final int WAVE = 20;

  /** The sum over the pool of 1/pi - 1, where all have the same probability. */
  private static final double LEFT_OUT = POOL * ((double) POOL / WAVE - 1);

  @TempDir Path folder;

  private WaveRow firstWave(float @Nullable [] scores) {
    Policy.Builder policy =
        Policy.newBuilder().setWaveSize(WAVE).setStrategy("random").setExplorationShare(1);
    try (LocalProject project =
        new LocalProject(folder, Definitions.threeClasses(policy), 1_000_000)) {
      project.putItems(POOL, null);
      if (scores != null) {
        float[][] rows = new float[POOL][];
        Arrays.fill(rows, scores);
        project.putScores("v1", rows);
      }
      project.next("ann", 1);
      return project.store.read(
          tables -> requireNonNull(tables.waves().find(project.projectId(), 1)));
    }
  }

  @Test
  void withoutScoresNothingIsBelieved() {
    WaveRow wave = firstWave(null);
    assertThat(wave.judgedVariance()).isZero();
    assertThat(wave.poolVariance()).isCloseTo(.5 * LEFT_OUT, within(1e-6));
    assertThat(wave.judgedCountVariance()).isZero();
    assertThat(wave.poolCountVariance()).isCloseTo(LEFT_OUT, within(1e-6));
  }

  @Test
  void withScoresTheSpreadIsThatOfTheBeliefs() {
    WaveRow wave = firstWave(new float[] {.75f, .25f, 0});
    assertThat(wave.judgedVariance()).isCloseTo(.1875 * LEFT_OUT, within(1e-6));
    assertThat(wave.poolVariance()).isCloseTo(.375 * LEFT_OUT, within(1e-6));
    assertThat(wave.judgedCountVariance()).isCloseTo(LEFT_OUT, within(1e-6));
  }

  @Test
  void aModelIsNotTakenToBeAsSureAsItSays() {
    WaveRow wave = firstWave(new float[] {1, 0, 0});
    assertThat(wave.judgedVariance()).isCloseTo(.09 * LEFT_OUT, within(1e-6));
    assertThat(wave.poolVariance()).isCloseTo(.09 * LEFT_OUT, within(1e-6));
  }
}
