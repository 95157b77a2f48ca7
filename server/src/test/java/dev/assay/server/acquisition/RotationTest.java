package dev.assay.server.acquisition;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.acquire.WaveDesign;
import dev.assay.server.store.WaveItemRow;
import dev.assay.v1.Assignment;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.DriftAlarm;
import dev.assay.v1.DriftPolicy;
import dev.assay.v1.DriftWatch;
import dev.assay.v1.Policy;
import dev.assay.v1.QuotaPolicy;
import dev.assay.v1.ReplayWaveRequest;
import dev.assay.v1.Slice;
import dev.assay.v1.StrataDefinition;
import dev.assay.v1.StratumDimension;
import dev.assay.v1.StratumDimension.PredictedClass;
import dev.assay.v1.WaveDrawn;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Representative waves between the others, and the watch for change. */
class RotationTest {
  private static final int WAVE = 40;

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // each test opens its own
  private LocalProject project;

  private void open(Policy.Builder policy, int items) {
    project =
        new LocalProject(
            folder,
            Definitions.threeClasses(policy.setMinScoredShare(0).setWaveSize(WAVE)).toBuilder()
                .setStrata(
                    StrataDefinition.newBuilder()
                        .addDimensions(
                            StratumDimension.newBuilder()
                                .setPredictedClass(PredictedClass.getDefaultInstance())))
                .build(),
            1_000_000);
    project.putItems(items, null);
    project.putScores("v1", scores(items, items));
  }

  @AfterEach
  void replayAll() {
    for (WaveDrawn wave : drawn()) {
      assertThat(
              new ReplayWave(project.store)
                  .answer(
                      ReplayWaveRequest.newBuilder()
                          .setProject(LocalProject.NAME)
                          .setWaveNumber(wave.getWaveNumber())
                          .build())
                  .getIdentical())
          .isTrue();
    }
    project.verify();
    project.close();
  }

  /** Even numbers are predicted to be "a", odd ones "b"; from a number on all are "c". */
  private static float[][] scores(int items, int fromOn) {
    float[][] rows = new float[items][];
    for (int i = 0; i < items; i++) {
      float sure = .6f + .3f * (i * 13 % 50) / 50;
      float rest = (1 - sure) / 2;
      rows[i] =
          i >= fromOn
              ? new float[] {rest, rest, sure}
              : i % 2 == 0 ? new float[] {sure, rest, rest} : new float[] {rest, sure, rest};
    }
    return rows;
  }

  private List<WaveDrawn> drawn() {
    return project.store.read(tables -> tables.audit().list(project.projectId(), 0, 1_000)).stream()
        .filter(AuditEvent::hasWaveDrawn)
        .map(AuditEvent::getWaveDrawn)
        .toList();
  }

  private void label(int batches, UnaryOperator<String> classOfItem) {
    for (int batch = 0; batch < batches; batch++) {
      List<Assignment> batchItems = project.next("ann", WAVE).getAssignmentsList();
      project.submit("ann", batchItems, classOfItem);
    }
  }

  private static String right(String item) {
    return Integer.parseInt(item.substring(1)) % 2 == 0 ? "a" : "b";
  }

  private WaveDrawn lastDrawn() {
    List<WaveDrawn> all = drawn(); // asked once: more are drawn ahead
    return all.get(all.size() - 1);
  }

  private DriftWatch watch(long wave) {
    return project.store.read(
        tables -> requireNonNull(tables.waves().inputs(project.projectId(), wave)).getDrift());
  }

  @Test
  void everySecondWaveRepresentsThePoolAndHasNoQuota() {
    open(
        Policy.newBuilder()
            .setRepresentativeEvery(2)
            .setExplorationShare(.1)
            .setQuota(QuotaPolicy.newBuilder().setKind(QuotaPolicy.Kind.KIND_EQUAL)),
        400);
    label(4, RotationTest::right);
    for (WaveDrawn wave : drawn().subList(0, 4)) {
      boolean represents = wave.getWaveNumber() % 2 == 0;
      assertThat(wave.getExplorationShare()).isEqualTo(represents ? 1 : .1);
      assertThat(wave.getStrataQuotasCount()).isEqualTo(represents ? 0 : 2);
      assertThat(wave.getDesign().equals(WaveDesign.NAME)).isEqualTo(represents);
      List<WaveItemRow> items =
          project.store.read(
              tables -> tables.waves().items(project.projectId(), wave.getWaveNumber(), 0, WAVE));
      assertThat(items.stream().allMatch(item -> item.slice() == Slice.SLICE_EXPLORE))
          .isEqualTo(represents);
    }
  }

  @Test
  void errorsThatRiseOnTheRandomStreamRaiseExplorationUntilANewVersionComes() {
    open(
        Policy.newBuilder()
            .setExplorationShare(.5)
            .setDrift(DriftPolicy.newBuilder().setMaxExplorationShare(.8)),
        1_200);
    label(5, RotationTest::right);
    assertThat(drawn()).allSatisfy(wave -> assertThat(wave.getDriftAlarmsList()).isEmpty());
    label(6, item -> "c");
    WaveDrawn last = lastDrawn();
    assertThat(last.getDriftAlarmsList())
        .extracting(DriftAlarm::getCause)
        .containsExactly(DriftAlarm.Cause.CAUSE_ERRORS);
    assertThat(last.getDriftAlarms(0).getStatistic())
        .isGreaterThanOrEqualTo(last.getDriftAlarms(0).getThreshold());
    assertThat(last.getDriftAlarms(0).getThreshold()).isEqualTo(2 / .05);
    assertThat(last.getExplorationShare()).isEqualTo(.8);
    project.putScores("v2", scores(1_200, 1_200));
    project.next("ben", 1);
    WaveDrawn anew = lastDrawn();
    assertThat(anew.getModelVersion()).isEqualTo("v2");
    assertThat(anew.getDriftAlarmsList()).isEmpty();
    assertThat(anew.getExplorationShare()).isEqualTo(.5);
    assertThat(watch(anew.getWaveNumber()).getFirstWave()).isEqualTo(anew.getWaveNumber());
  }

  @Test
  void aModelThatErrsAsOftenAsAtTheBeginningRaisesNothing() {
    open(
        Policy.newBuilder()
            .setExplorationShare(.5)
            .setDrift(DriftPolicy.newBuilder().setMaxExplorationShare(.8)),
        1_200);
    UnaryOperator<String> oneInFive =
        item -> Integer.parseInt(item.substring(1)) * 31 % 5 == 0 ? "c" : right(item);
    label(10, oneInFive);
    assertThat(drawn()).allSatisfy(wave -> assertThat(wave.getExplorationShare()).isEqualTo(.5));
    assertThat(watch(10).getLabels()).isGreaterThan(DriftWatching.BASELINE_LABELS);
  }

  @Test
  void newItemsThatAreScoredOtherwiseRaiseExplorationForTheVersion() {
    open(
        Policy.newBuilder()
            .setExplorationShare(.2)
            .setDrift(DriftPolicy.newBuilder().setFalseAlarm(.001)),
        400);
    label(1, RotationTest::right);
    project.putItems(200, null);
    project.putScores("v2", scores(600, 600));
    project.next("ben", 1);
    WaveDrawn alike = lastDrawn();
    assertThat(alike.getModelVersion()).isEqualTo("v2");
    assertThat(alike.getDriftAlarmsList()).isEmpty();
    project.putItems(200, null);
    project.putScores("v3", scores(800, 600));
    project.next("ben", 1);
    WaveDrawn other = lastDrawn();
    assertThat(other.getDriftAlarmsList())
        .extracting(DriftAlarm::getCause)
        .containsExactly(DriftAlarm.Cause.CAUSE_SCORES);
    assertThat(other.getExplorationShare()).isEqualTo(.6);
  }
}
