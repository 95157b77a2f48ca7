package dev.assay.server.acquisition;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.sampling.SeededStream;
import dev.assay.server.failure.WaveNotFound;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.Assignment;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.BatchGranted;
import dev.assay.v1.Grant;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.Policy;
import dev.assay.v1.ReplayWaveRequest;
import dev.assay.v1.ReplayWaveResponse;
import dev.assay.v1.Slice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavesTest {
  @TempDir Path folder;
  private LocalProject project;

  @BeforeEach
  void open() {
    project =
        new LocalProject(
            folder, Definitions.threeClasses(Policy.newBuilder().setWaveSize(40)), 100_000);
  }

  @AfterEach
  void verifyAndClose() {
    project.verify();
    project.close();
  }

  static float[][] scores(int count, long seed) {
    SeededStream random = new SeededStream(seed);
    float[][] rows = new float[count][3];
    for (float[] row : rows) {
      double a = random.nextUnit();
      double b = random.nextUnit() * (1 - a);
      row[0] = (float) a;
      row[1] = (float) b;
      row[2] = (float) (1 - a - b);
    }
    return rows;
  }

  private List<WaveRow> waves() {
    return project.store.read(tables -> tables.waves().list(project.projectId()));
  }

  private ReplayWaveResponse replay(long waveNumber) {
    return new ReplayWave(project.store)
        .answer(
            ReplayWaveRequest.newBuilder()
                .setProject(LocalProject.NAME)
                .setWaveNumber(waveNumber)
                .build());
  }

  private List<AuditEvent> audit() {
    return project.store.read(tables -> tables.audit().list(project.projectId(), 0, 100_000));
  }

  @Test
  void everyWaveOfAnEventfulProjectIsReplayedBitForBit() {
    project.putItems(300, null);
    project.next("ann", 25); // drawn without scores; left unserved in part
    project.putScores("v1", scores(300, 1)); // withdraws
    project.next("ann", 35); // low water: the next wave is drawn ahead
    project.next("bob", 30);
    project.putItems(100, null); // the pool grows while waves are open
    project.next("ann", 60);
    project.putScores("v2", scores(400, 2));
    project.next("bob", 50);
    List<WaveRow> waves = waves();
    assertThat(waves).hasSizeGreaterThanOrEqualTo(4);
    assertThat(waves)
        .extracting(WaveRow::state)
        .contains(WaveRow.State.WITHDRAWN, WaveRow.State.SERVED);
    for (WaveRow wave : waves) {
      ReplayWaveResponse replayed = replay(wave.waveNumber());
      assertThat(replayed.getIdentical()).as("wave %d", wave.waveNumber()).isTrue();
      assertThat(replayed.getReplayedDigest()).isEqualTo(replayed.getRecorded().getDigest());
    }
    assertThatThrownBy(() -> replay(99)).isInstanceOf(WaveNotFound.class);
  }

  @Test
  void aReplayOfAnotherPoolIsNotIdentical() {
    project.putItems(100, null);
    project.putScores("v1", scores(100, 1));
    project.next("ann", 5);
    project.write(
        transaction -> {
          // As if somebody had changed the scores behind the log's back.
          transaction
              .scores()
              .appendChunk(
                  requireNonNull(transaction.progress().get(project.projectId()).scoreSetId()),
                  7,
                  new dev.assay.server.store.ScoreChunkRow(
                      new int[] {3}, new float[] {.34f, .33f, .33f}, null, null, null));
          return true;
        });
    assertThat(replay(1).getIdentical()).isFalse();
  }

  @Test
  void withdrawnItemsAreCandidatesAgainAndServedOnesAreNot() {
    project.putItems(100, null);
    List<String> served = new ArrayList<>(items(project.next("ann", 10)));
    project.putScores("v1", scores(100, 1));
    for (int i = 0; i < 9; i++) {
      served.addAll(items(project.next("ann", 10)));
    }
    assertThat(served).hasSize(100).doesNotHaveDuplicates();
    WaveRow first = waves().get(0);
    assertThat(first.state()).isEqualTo(WaveRow.State.WITHDRAWN);
    assertThat(first.nextPosition()).isEqualTo(10);
    assertThat(waves().get(1).candidateCount()).isEqualTo(90);
  }

  private static List<String> items(NextBatchResponse batch) {
    return batch.getAssignmentsList().stream().map(Assignment::getItemId).toList();
  }

  @Test
  void everyGrantIsRecordedWithItsProbabilityAndRandomNumber() {
    project.putItems(200, null);
    project.putScores("v1", scores(200, 1));
    NextBatchResponse batch = project.next("ann", 20);
    BatchGranted granted =
        audit().stream()
            .filter(AuditEvent::hasBatchGranted)
            .findFirst()
            .orElseThrow()
            .getBatchGranted();
    assertThat(granted.getGrantsList())
        .extracting(Grant::getItemId)
        .containsExactlyElementsOf(items(batch));
    double floor = 0.1 * 40 / 200;
    for (Grant grant : granted.getGrantsList()) {
      assertThat(grant.getInclusionProbability()).isBetween(floor - 1e-12, 1.0);
      boolean explored = grant.getSliceDraw() * grant.getInclusionProbability() < floor;
      assertThat(grant.getSlice()).isEqualTo(explored ? Slice.SLICE_EXPLORE : Slice.SLICE_EXPLOIT);
      assertThat(grant.getUtility()).isBetween(0.0, 1.0);
    }
  }

  @Test
  void whatAnotherProcessPutIntoThePoolIsDrawn() {
    project.putItems(10, null);
    project.next("ann", 10);
    project.write(
        transaction -> {
          // By another process: nobody tells the index.
          transaction
              .items()
              .insert(
                  project.projectId(),
                  List.of(new ItemRow(10, "late", null, Map.of(), 0, transaction.nowMillis())));
          transaction.progress().addItems(project.projectId(), 1);
          return transaction.progress().nextPoolVersion(project.projectId());
        });
    assertThat(items(project.next("ann", 5))).containsExactly("late");
  }

  @Test
  void auditSequencesHaveNoGaps() {
    project.putItems(100, null);
    project.next("ann", 10);
    project.putScores("v1", scores(100, 1));
    project.next("ann", 10);
    List<Long> sequences = audit().stream().map(AuditEvent::getSequence).toList();
    for (int i = 0; i < sequences.size(); i++) {
      assertThat(sequences.get(i)).isEqualTo(i + 1L);
    }
  }

  @Test
  void manyCallersNeverShareAnItemNorCrossTheCeiling() throws Exception {
    project.putItems(2_000, null);
    ExecutorService callers = Executors.newFixedThreadPool(16);
    try {
      List<Callable<List<String>>> calls = new ArrayList<>();
      for (int i = 0; i < 160; i++) {
        var request = project.batchRequest("annotator" + i % 16, 10).build();
        calls.add(() -> items(project.next(request)));
      }
      Set<String> seen = new HashSet<>();
      int count = 0;
      for (Future<List<String>> future : callers.invokeAll(calls)) {
        seen.addAll(future.get());
        count += future.get().size();
      }
      assertThat(seen).hasSize(count);
      assertThat(project.budget().heldMicros()).isEqualTo(10L * count);
      assertThat(count)
          .as("only a wave that is still being drawn can shorten a batch")
          .isGreaterThan(1_000);
    } finally {
      callers.shutdownNow();
    }
  }
}
