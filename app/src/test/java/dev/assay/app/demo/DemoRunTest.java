package dev.assay.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.app.embedded.EmbeddedServer;
import dev.assay.client.AssayClient;
import dev.assay.client.ProjectName;
import dev.assay.datasets.Datasets;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.JournalEntry;
import dev.assay.v1.ListAuditEventsRequest;
import dev.assay.v1.StopReason;
import dev.assay.v1.WaveDrawn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One short run through a real server, looked at from all sides. */
final class DemoRunTest {
  private static final int ROUNDS = 4;
  private static final ProjectName ACTIVE = ProjectName.of("breast-cancer-active");
  private static final ProjectName RANDOM = ProjectName.of("breast-cancer-random");

  @TempDir static Path folder = Path.of("");

  private static final List<RoundResult> rounds = new ArrayList<>();
  private static DemoPlan plan = DemoPlan.of(Datasets.named(Datasets.BREAST_CANCER), ROUNDS, 5);
  private static @Nullable EmbeddedServer server;

  @BeforeAll
  static void run() throws IOException {
    server = EmbeddedServer.start(folder.resolve("assay.db"), EmbeddedServer.seeded(plan.seed()));
    DemoRun.run(server.client(), plan, rounds::add);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static AssayClient client() {
    return Objects.requireNonNull(server).client();
  }

  @Test
  void chargesAndHoldsNeverExceedTheCeilingAndReachIt() {
    for (ProjectName project : List.of(ACTIVE, RANDOM)) {
      long highest = 0;
      for (JournalEntry entry : client().budget().listJournalEntries(project)) {
        assertThat(entry.getChargedMicros() + entry.getHeldMicros())
            .isLessThanOrEqualTo(entry.getCeilingMicros());
        highest = Math.max(highest, entry.getChargedMicros());
      }
      assertThat(highest).isEqualTo(plan.ceilingMicros());
    }
    assertThat(rounds.get(ROUNDS - 1).stopReason())
        .isEqualTo(StopReason.STOP_REASON_BUDGET_EXHAUSTED);
  }

  @Test
  void keptBatchIsHeldAndReleased() {
    int kept = plan.keptRound() - 1;
    assertThat(rounds.get(kept).spending().heldMicros())
        .isEqualTo(plan.batchSize() * DemoPlan.PRICE_MICROS);
    assertThat(rounds.get(kept).openItems()).isEqualTo(plan.batchSize());
    assertThat(rounds.get(kept + 1).spending().heldMicros()).isZero();
  }

  @Test
  void bothArmsSpendTheSame() {
    for (RoundResult round : rounds) {
      assertThat(round.labelsRandom() - round.labels()).isBetween(0L, (long) plan.batchSize());
      assertThat(round.spending().chargedMicros())
          .isEqualTo(round.labels() * DemoPlan.PRICE_MICROS);
    }
    assertThat(rounds.get(ROUNDS - 1).labelsRandom()).isEqualTo(rounds.get(ROUNDS - 1).labels());
  }

  @Test
  void eachRoundJudgesTheModelThatChoseItOnItemsThatWereLeft() {
    assertThat(rounds.get(0).judgement()).isNull();
    long left = plan.split().pool().length;
    for (int i = 1; i < ROUNDS; i++) {
      Judgement judgement = Objects.requireNonNull(rounds.get(i).judgement());
      assertThat(judgement.modelVersion()).isEqualTo(rounds.get(i - 1).trainedVersion());
      assertThat(judgement.populationCount()).isLessThan(left);
      assertThat(judgement.truth()).isBetween(0.5, 1.0);
      Judgement.Estimated estimated = Objects.requireNonNull(judgement.estimated());
      assertThat(estimated.estimate()).isBetween(estimated.low(), estimated.high());
      left = judgement.populationCount();
    }
  }

  @Test
  void eachRoundHasOneWaveThatCanBeDrawnAgain() {
    for (ProjectName project : List.of(ACTIVE, RANDOM)) {
      List<WaveDrawn> waves = new ArrayList<>();
      ListAuditEventsRequest all =
          ListAuditEventsRequest.newBuilder().setProject(project.toString()).build();
      for (AuditEvent event : client().audit().listAuditEvents(all)) {
        if (event.hasWaveDrawn()) {
          waves.add(event.getWaveDrawn());
        }
      }
      assertThat(waves)
          .extracting(WaveDrawn::getModelVersion)
          .containsExactly("", "round-1", "round-2", "round-3");
      for (WaveDrawn wave : waves) {
        assertThat(client().audit().replayWave(project, wave.getWaveNumber()).getIdentical())
            .isTrue();
      }
    }
  }
}
