package dev.assay.server.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import dev.assay.v1.Assignment;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.Policy;
import dev.assay.v1.ReplayWaveRequest;
import dev.assay.v1.StaleScores;
import dev.assay.v1.StopReason;
import dev.assay.v1.WaveDrawn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Waves say how old their scores are, and a policy may do without old ones. */
final class StaleScoresTest {
  @TempDir Path folder;

  private LocalProject open(Policy.Builder policy) {
    LocalProject project =
        new LocalProject(folder, Definitions.threeClasses(policy.setWaveSize(10)), 1_000_000);
    project.putItems(100, null);
    return project;
  }

  private static Policy.Builder hours(int hours) {
    return Policy.newBuilder().setMaxScoreAge(Durations.fromHours(hours));
  }

  private static void publish(LocalProject project, String modelVersion) {
    float[][] rows = new float[100][];
    for (int i = 0; i < rows.length; i++) {
      float top = 0.4f + i / 200f;
      rows[i] = new float[] {top, (1 - top) * 0.7f, (1 - top) * 0.3f};
    }
    project.putScores(modelVersion, rows);
  }

  private static NextBatchResponse work(LocalProject project, int count) {
    NextBatchResponse batch = project.next("ann", count);
    if (batch.getAssignmentsCount() > 0) {
      project.submit("ann", batch.getAssignmentsList(), item -> "a");
    }
    return batch;
  }

  private static List<WaveDrawn> waves(LocalProject project) {
    return project.store.read(
        tables ->
            tables.audit().list(project.projectId(), 0, Integer.MAX_VALUE).stream()
                .filter(AuditEvent::hasWaveDrawn)
                .map(AuditEvent::getWaveDrawn)
                .toList());
  }

  private static WaveDrawn last(LocalProject project) {
    List<WaveDrawn> waves = waves(project); // asked once: more are drawn ahead
    return waves.get(waves.size() - 1);
  }

  private static void pass(LocalProject project, Duration time) {
    project.clockMillis.addAndGet(time.toMillis());
  }

  /** Every wave is computed again from what is stored, the stale ones too. */
  private static void requireReplays(LocalProject project) {
    for (WaveDrawn wave : waves(project)) {
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
  }

  @Test
  void aWaveSaysHowOldItsScoresWereAndHowManyLabelsCameSince() {
    try (LocalProject project = open(Policy.newBuilder())) {
      NextBatchResponse without = work(project, 3);
      assertThat(without.getModelVersion()).isEmpty();
      assertThat(without.hasScoreAge()).isFalse();
      pass(project, Duration.ofHours(1));
      publish(project, "m1");
      pass(project, Duration.ofHours(50));
      NextBatchResponse batch = work(project, 10);
      assertThat(batch.getModelVersion()).isEqualTo("m1");
      assertThat(Durations.toHours(batch.getScoreAge())).isEqualTo(50);
      assertThat(batch.getScoresStale()).isFalse();
      for (int i = 0; i < 3; i++) {
        work(project, 10); // of which the last wave was drawn after the labels of the first
      }
      WaveDrawn first = waves(project).get(1);
      assertThat(first.getScoreState().getModelVersion()).isEqualTo("m1");
      assertThat(Durations.toHours(first.getScoreState().getAge())).isEqualTo(50);
      assertThat(first.getScoreState().getLabelsSince()).isZero();
      WaveDrawn last = last(project);
      assertThat(last.getScoreState().getLabelsSince()).isBetween(1L, 40L);
      assertThat(last.getStrategy()).isEqualTo("two-phase");
      requireReplays(project);
    }
  }

  @Test
  void staleScoresAreNotLookedAtUntilThereAreNewerOnes() {
    try (LocalProject project = open(hours(2))) {
      publish(project, "m1");
      pass(project, Duration.ofHours(2));
      assertThat(work(project, 10).getScoresStale()).isFalse();
      pass(project, Duration.ofMillis(1));
      for (int i = 0; i < 3; i++) {
        NextBatchResponse batch = work(project, 10);
        assertThat(batch.getScoresStale()).isTrue();
        assertThat(batch.getAssignmentsCount()).isEqualTo(10);
      }
      WaveDrawn stale = last(project);
      assertThat(stale.getStrategy()).isEqualTo("random");
      assertThat(stale.getScoreState().getStale()).isTrue();
      publish(project, "m2");
      assertThat(work(project, 10).getScoresStale()).isFalse();
      WaveDrawn fresh = last(project);
      assertThat(fresh.getStrategy()).isEqualTo("two-phase");
      requireReplays(project);
    }
  }

  @Test
  void aPolicyMayServeNothingNewWhileTheScoresAreStale() {
    try (LocalProject project = open(hours(2).setStaleScores(StaleScores.STALE_SCORES_REFUSE))) {
      publish(project, "m1");
      List<Assignment> given = project.next("ann", 4).getAssignmentsList();
      project.giveBack("ann", given.subList(0, 1));
      pass(project, Duration.ofHours(3));
      // What was served and waits for a vote is no new choice.
      NextBatchResponse batch = project.next("ben", 10);
      assertThat(batch.getAssignmentsList())
          .extracting(Assignment::getItemId)
          .containsExactlyInAnyOrderElementsOf(given.stream().map(Assignment::getItemId).toList());
      assertThat(batch.getStopReason()).isEqualTo(StopReason.STOP_REASON_SCORES_STALE);
      int waveCount = waves(project).size();
      NextBatchResponse nothing = project.next("cid", 10);
      assertThat(nothing.getAssignmentsCount()).isZero();
      assertThat(nothing.getStopReason()).isEqualTo(StopReason.STOP_REASON_SCORES_STALE);
      assertThat(nothing.getScoresStale()).isTrue();
      assertThat(nothing.hasRetryDelay()).isFalse();
      assertThat(waves(project)).hasSize(waveCount);
      publish(project, "m2");
      assertThat(project.next("cid", 10).getAssignmentsCount()).isEqualTo(10);
    }
  }

  @Test
  void aStrategyThatLooksAtNoScoresIsNotConcerned() {
    try (LocalProject project =
        open(hours(1).setStrategy("random").setStaleScores(StaleScores.STALE_SCORES_REFUSE))) {
      publish(project, "m1");
      pass(project, Duration.ofHours(9));
      NextBatchResponse batch = work(project, 10);
      assertThat(batch.getAssignmentsCount()).isEqualTo(10);
      assertThat(batch.getScoresStale()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bald", "gradient-norm"})
  void ensemblesAndGradientsAreAsOldAsTheScoresThatTheyCameWith(String strategy) {
    try (LocalProject project =
        open(hours(2).setStrategy(strategy).setStaleScores(StaleScores.STALE_SCORES_REFUSE))) {
      publish(project, "m1");
      assertThat(work(project, 4).getAssignmentsCount()).isEqualTo(4);
      pass(project, Duration.ofHours(3));
      NextBatchResponse batch = work(project, 4);
      assertThat(batch.getAssignmentsCount()).isZero();
      assertThat(batch.getStopReason()).isEqualTo(StopReason.STOP_REASON_SCORES_STALE);
    }
  }
}
