package dev.assay.server.acquisition;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.server.pool.GetPoolSummary;
import dev.assay.server.pool.PoolView;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.GetPoolSummaryRequest;
import dev.assay.v1.Policy;
import dev.assay.v1.ReplayWaveRequest;
import dev.assay.v1.SelfTuning;
import dev.assay.v1.StrategyEarnings;
import dev.assay.v1.StrategyTrial;
import dev.assay.v1.WaveDrawn;
import dev.assay.v1.WaveTuning;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waves whose strategy is chosen by what the strategies have earned. */
class SelfTuningTest {
  private static final int ITEMS = 600;
  private static final int WAVE = 20;
  private static final int WINDOW = 5;
  private static final List<String> STRATEGIES = List.of("margin", "random");

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init")
  private LocalProject project;

  @BeforeEach
  void open() {
    project =
        new LocalProject(
            folder,
            Definitions.threeClasses(
                Policy.newBuilder()
                    .setSelfTuning(
                        SelfTuning.newBuilder().addAllStrategies(STRATEGIES).setWindow(WINDOW))
                    .setMinScoredShare(0)
                    .setWaveSize(WAVE)),
            1_000_000);
    project.putItems(ITEMS, null);
  }

  @AfterEach
  void everyWaveIsReplayed() {
    for (WaveDrawn wave : drawn()) {
      assertThat(
              new ReplayWave(project.store)
                  .answer(
                      ReplayWaveRequest.newBuilder()
                          .setProject(LocalProject.NAME)
                          .setWaveNumber(wave.getWaveNumber())
                          .build())
                  .getIdentical())
          .as("wave %d", wave.getWaveNumber())
          .isTrue();
    }
    project.verify();
    project.close();
  }

  private List<WaveDrawn> drawn() {
    return project.store.read(tables -> tables.audit().list(project.projectId(), 0, 1_000)).stream()
        .filter(AuditEvent::hasWaveDrawn)
        .map(AuditEvent::getWaveDrawn)
        .toList();
  }

  private WaveTuning tuning(long wave) {
    return project.store.read(
        tables -> requireNonNull(tables.waves().inputs(project.projectId(), wave)).getTuning());
  }

  /** A version that is wrong on that share of the items. */
  private void publish(int version, double error) {
    float[][] rows = new float[ITEMS][];
    for (int i = 0; i < ITEMS; i++) {
      boolean wrong = (i * 37 + version * 101) % 100 < 100 * error;
      rows[i] = wrong ? new float[] {.2f, .6f, .2f} : new float[] {.6f, .2f, .2f};
    }
    project.putScores("m" + version, rows);
  }

  private void label() {
    project.submit("ann", project.next("ann", WAVE).getAssignmentsList(), item -> "a");
  }

  @Test
  void eachWaveIsDrawnByOneOfThemAndWhatFollowedIsEarned() {
    for (int version = 0; version < 10; version++) {
      publish(version, .6 - .05 * version);
      label();
    }
    WaveTuning shown =
        new GetPoolSummary(project.store, new PoolView(project.indexes))
            .answer(GetPoolSummaryRequest.newBuilder().setProject(LocalProject.NAME).build())
            .getTuning();
    List<WaveDrawn> waves = drawn();
    assertThat(waves.stream().map(wave -> tuning(wave.getWaveNumber()))).contains(shown);
    assertThat(waves)
        .allSatisfy(
            wave -> {
              assertThat(wave.getStrategy()).isEqualTo(wave.getTuning().getStrategy());
              assertThat(STRATEGIES).contains(wave.getStrategy());
              assertThat(wave.getTuning().getProbability()).isBetween(.1, .9);
              assertThat(wave.getTuning().getTrialsCount()).isZero();
            });
    assertThat(waves.get(0).getTuning().getProbability()).isEqualTo(.5);
    assertThat(waves.get(0).getTuning().getFavourite()).isEmpty();
    WaveTuning last = tuning(waves.size());
    assertThat(last.getTrialsCount()).isEqualTo(WINDOW);
    Map<String, Double> sums = new HashMap<>();
    for (StrategyTrial trial : last.getTrialsList()) {
      assertThat(trial.getStrategy())
          .isEqualTo(waves.get((int) trial.getWaveNumber() - 1).getStrategy());
      if (trial.hasGain()) {
        assertThat(Math.abs(trial.getGain())).isLessThan(1.5);
        sums.merge(trial.getStrategy(), trial.getGain() / trial.getProbability(), Double::sum);
      }
    }
    assertThat(sums).isNotEmpty();
    for (StrategyEarnings earned : last.getEarningsList()) {
      assertThat(earned.getGain())
          .isCloseTo(sums.getOrDefault(earned.getStrategy(), 0.0), within(1e-12));
    }
    // What has left the window is remembered.
    assertThat(last.getEarningsList().stream().mapToLong(StrategyEarnings::getOlderWaveCount).sum())
        .isPositive();
  }

  /** Every item of a wave is labelled: the estimates are those of the whole wave. */
  @Test
  void aGainIsTheDifferenceOfTheErrorsOfBothVersions() {
    publish(0, 1);
    label();
    publish(1, 0);
    label();
    publish(2, 0);
    label();
    StrategyTrial first = tuning(drawn().size()).getTrials(0);
    assertThat(first.getWaveNumber()).isEqualTo(1);
    // From always wrong to never; what chance leaves is the weights' deviation from their mean.
    assertThat(first.getGain()).isCloseTo(1, within(.3));
  }

  @Test
  void withoutModelsNothingIsEarnedAndAllStayEven() {
    for (int wave = 0; wave < 4; wave++) {
      label();
    }
    assertThat(drawn())
        .allSatisfy(wave -> assertThat(wave.getTuning().getProbability()).isEqualTo(.5));
  }
}
