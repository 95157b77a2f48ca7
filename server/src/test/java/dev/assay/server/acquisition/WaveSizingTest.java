package dev.assay.server.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WaveSizingTest {
  private static final int MANY = 1_000_000;

  private static int size(
      int waveSize, @Nullable WaveRow previous, long ceilingMicros, int candidates, int wanted) {
    return size(waveSize, previous, ceilingMicros, null, candidates, wanted);
  }

  private static int size(
      int waveSize,
      @Nullable WaveRow previous,
      long ceilingMicros,
      @Nullable Long labelCeiling,
      int candidates,
      int wanted) {
    Project project =
        Project.newBuilder()
            .setDefaultPriceMicros(10)
            .setPolicy(Policy.newBuilder().setWaveSize(waveSize).setAgreeingVotes(2))
            .build();
    return WaveSizing.size(
        project, previous, ceilingMicros, labelCeiling, 10, candidates, 1_000_000, wanted);
  }

  /** A wave of which {@code served} items were served in the last {@code millis}. */
  private static WaveRow wave(int served, long millis) {
    return new WaveRow(
        1,
        1,
        new WaveRow.Basis(1, null, null, "random", 0.3, 3, 0),
        new WaveRow.Counts(MANY, MANY, 100),
        new WaveRow.Controls(0, 0, new double[0], Double.NaN, Double.NaN, Double.NaN, Double.NaN),
        ByteString.EMPTY,
        1,
        1_000_000 - millis,
        new WaveRow.Serving(WaveRow.State.OPEN, served, null));
  }

  @Test
  void thePolicysSizeIsTakenUpToTheCandidates() {
    assertThat(size(40, null, 0, MANY, 10)).isEqualTo(40);
    assertThat(size(40, null, 0, 7, 10)).isEqualTo(7);
  }

  @Test
  void theFirstWaveServesAFewBatches() {
    assertThat(size(0, null, MANY, MANY, 10)).isEqualTo(WaveSizing.MIN_SIZE);
    assertThat(size(0, null, MANY, MANY, 500)).isEqualTo(WaveSizing.MIN_BATCHES * 500);
  }

  @Test
  void laterWavesLastAsLongAsTheRateSays() {
    assertThat(size(0, wave(50, 60_000), MANY, MANY, 10)).isEqualTo(500);
    assertThat(size(0, wave(50, 600_000), MANY, MANY, 10)).isEqualTo(WaveSizing.MIN_SIZE);
    assertThat(size(0, wave(100, 100), MANY, MANY, 10)).isEqualTo(WaveSizing.MAX_SIZE);
    assertThat(size(0, wave(100, 5), MANY, MANY, 10)).isEqualTo(20_000);
    assertThat(size(0, wave(100, 1), 2 * MANY, MANY, 10)).isEqualTo(WaveSizing.MAX_FAST_SIZE);
  }

  @Test
  void aWaveIsNoLargerThanWhatTheBudgetPaysFor() {
    assertThat(size(0, null, 800, MANY, 10))
        .as("two votes of 10 micros an item, 10 items served already")
        .isEqualTo(30);
    assertThat(size(0, null, 0, MANY, 10)).as("never empty").isEqualTo(1);
  }

  @Test
  void aWaveIsNoLargerThanWhatTheCeilingOfLabelsAllows() {
    assertThat(size(0, null, MANY, 60L, MANY, 10))
        .as("two votes an item, 10 items served already")
        .isEqualTo(20);
    assertThat(size(0, null, 400, 60L, MANY, 10)).as("money is short first").isEqualTo(10);
    assertThat(size(0, null, MANY, 0L, MANY, 10)).as("never empty").isEqualTo(1);
    assertThat(size(40, null, MANY, 60L, MANY, 10)).as("the policy's own size").isEqualTo(40);
  }

  @Test
  void theNextWaveIsDrawnWhenAQuarterIsLeft() {
    assertThat(WaveSizing.isLow(26, 100)).isFalse();
    assertThat(WaveSizing.isLow(25, 100)).isTrue();
  }
}
