package dev.assay.server.acquisition;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.ContractRpcs;
import dev.assay.server.pool.PoolLimits;
import dev.assay.server.pool.PutItems;
import dev.assay.server.request.Ingest;
import dev.assay.server.store.WaveItemRow;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.Item;
import dev.assay.v1.ItemChunk;
import dev.assay.v1.Policy;
import dev.assay.v1.PutItemsHeader;
import dev.assay.v1.PutItemsRequest;
import dev.assay.v1.PutItemsResponse;
import dev.assay.v1.ReplayWaveRequest;
import dev.assay.v1.ReplayWaveResponse;
import dev.assay.v1.WaveDrawn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waves that are drawn by the embeddings of candidates and of the labelled set. */
class VectorWavesTest {
  private static final int ITEMS = 200;

  @TempDir Path folder;
  private LocalProject project;
  private int putCount;

  @BeforeEach
  void open() {
    project =
        new LocalProject(
            folder,
            Definitions.threeClasses(
                Policy.newBuilder()
                    .setStrategy("k-center")
                    .setExplorationShare(.01)
                    .setWaveSize(1)),
            100_000);
  }

  @AfterEach
  void verifyAndClose() {
    project.verify();
    project.close();
  }

  /** Puts the items from a number on, each at the place on a line that the function says. */
  private void put(int from, int count, IntToDoubleFunction place) {
    Ingest<PutItemsRequest, PutItemsResponse> stream =
        new PutItems(project.store, project.indexes, PoolLimits.defaults())
            .open(ContractRpcs.of(PutItemsRequest.getDefaultInstance()));
    PutItemsHeader header =
        PutItemsHeader.newBuilder()
            .setRequestId("put" + putCount++)
            .setProject(LocalProject.NAME)
            .build();
    ItemChunk.Builder chunk = ItemChunk.newBuilder();
    for (int i = from; i < from + count; i++) {
      chunk.addItems(
          Item.newBuilder()
              .setId("i" + i)
              .addEmbedding((float) place.applyAsDouble(i))
              .addEmbedding(1));
    }
    stream.accept(PutItemsRequest.newBuilder().setHeader(header).build()).join();
    stream.accept(PutItemsRequest.newBuilder().setChunk(chunk).build()).join();
    assertThat(stream.finish().join().getErrorCount()).isZero();
  }

  private List<WaveDrawn> drawn() {
    return project.store.read(tables -> tables.audit().list(project.projectId(), 0, 1_000)).stream()
        .filter(AuditEvent::hasWaveDrawn)
        .map(AuditEvent::getWaveDrawn)
        .toList();
  }

  /** Some waves may have been drawn ahead from the embeddings of before. */
  private void nextUntilDrawnFrom(long embeddingVersion) {
    int batches = 0;
    while (drawn().stream().noneMatch(wave -> wave.getEmbeddingVersion() == embeddingVersion)) {
      assertThat(batches++).as("batches without a wave of %d", embeddingVersion).isLessThan(10);
      project.next("ann", 1);
    }
  }

  private ReplayWaveResponse replay(long waveNumber) {
    return new ReplayWave(project.store)
        .answer(
            ReplayWaveRequest.newBuilder()
                .setProject(LocalProject.NAME)
                .setWaveNumber(waveNumber)
                .build());
  }

  private int storedEmbeddings(long version) {
    int[] count = new int[1];
    return project.store.read(
        tables -> {
          tables
              .items()
              .scanEmbeddings(project.projectId(), version, 0, (ordinal, vector) -> count[0]++);
          return count[0];
        });
  }

  @Test
  void eachWaveIsFarthestFromWhatEarlierOnesTook() {
    put(0, ITEMS, i -> i * i);
    for (int batch = 0; batch < 12; batch++) {
      project.next("ann", 1);
    }
    List<Integer> taken = new ArrayList<>();
    int chosen = 0;
    for (WaveRow wave : project.store.read(tables -> tables.waves().list(project.projectId()))) {
      WaveItemRow item =
          project
              .store
              .read(tables -> tables.waves().items(project.projectId(), wave.waveNumber(), 0, 1))
              .get(0);
      if (!taken.isEmpty() && item.utility() == 1) {
        assertThat(distance(item.ordinal(), taken))
            .as("wave %d", wave.waveNumber())
            .isEqualTo(farthest(taken));
        chosen++;
      }
      taken.add(item.ordinal());
    }
    assertThat(chosen).isGreaterThanOrEqualTo(10); // the rest are drawn by the floor of .01
    assertThat(drawn())
        .extracting(event -> event.getStrategy() + " " + event.getEmbeddingVersion())
        .containsOnly("k-center 1");
  }

  private static double farthest(List<Integer> taken) {
    double farthest = 0;
    for (int i = 0; i < ITEMS; i++) {
      farthest = Math.max(farthest, distance(i, taken));
    }
    return farthest;
  }

  private static double distance(int item, List<Integer> taken) {
    return taken.stream().mapToDouble(i -> Math.abs(item * item - i * i)).min().orElseThrow();
  }

  @Test
  void aWaveIsReplayedFromTheEmbeddingsThatItWasDrawnFrom() {
    put(0, ITEMS, i -> i * i);
    nextUntilDrawnFrom(1);
    put(0, ITEMS, i -> 1_000 - i); // replaced
    put(ITEMS, 50, i -> -i * i); // the pool grows
    nextUntilDrawnFrom(2);
    put(0, ITEMS / 2, i -> i % 7);
    put(0, ITEMS, i -> i % 5);
    nextUntilDrawnFrom(4);
    for (WaveDrawn wave : drawn()) {
      ReplayWaveResponse replayed = replay(wave.getWaveNumber());
      assertThat(replayed.getIdentical()).as("wave %d", wave.getWaveNumber()).isTrue();
      assertThat(replayed.getRecorded()).isEqualTo(wave);
    }
  }

  @Test
  void aReplayFromOverwrittenEmbeddingsIsNotIdentical() {
    put(0, ITEMS, i -> i * i);
    for (int batch = 0; batch < 5; batch++) {
      project.next("ann", 1);
    }
    project.write(
        transaction -> {
          // As if PutItems overwrote in place.
          for (int i = 0; i < ITEMS; i++) {
            transaction.items().dropEmbeddings(project.projectId(), i, 0);
            transaction
                .items()
                .putEmbedding(project.projectId(), i, 1, new float[] {(i * 37) % 101, 1});
          }
          return true;
        });
    assertThat(drawn()).hasSizeGreaterThan(2);
    assertThat(drawn().stream().map(wave -> replay(wave.getWaveNumber()).getIdentical()))
        .contains(false);
  }

  @Test
  void embeddingsThatNoWaveWasPlannedFromAreNotKept() {
    for (int version = 1; version <= 4; version++) {
      int seen = version;
      put(0, ITEMS, i -> (i + 1) * seen);
    }
    assertThat(storedEmbeddings(3)).isZero();
    assertThat(storedEmbeddings(4)).isEqualTo(ITEMS);
    project.next("ann", 1);
    put(0, ITEMS / 2, i -> -i);
    put(0, ITEMS / 2, i -> -2 * i);
    assertThat(storedEmbeddings(3)).isZero();
    assertThat(storedEmbeddings(4)).isEqualTo(ITEMS);
    assertThat(
            project.store.<float[]>read(
                tables -> requireNonNull(tables.items().embedding(project.projectId(), 3))))
        .containsExactly(-6, 1);
  }

  @Test
  void withoutEmbeddingsWavesAreDrawnAtRandom() {
    project.putItems(20, null);
    project.next("ann", 1);
    put(20, 5, i -> i);
    for (int batch = 0; batch < 3; batch++) {
      project.next("ann", 2);
    }
    List<WaveDrawn> waves = drawn(); // others may be drawn ahead meanwhile
    assertThat(waves.get(0).getStrategy()).isEqualTo("random");
    assertThat(waves.get(0).getEmbeddingVersion()).isZero();
    assertThat(waves.get(waves.size() - 1).getStrategy()).isEqualTo("k-center");
    for (WaveDrawn wave : waves) {
      assertThat(replay(wave.getWaveNumber()).getIdentical()).isTrue();
    }
  }
}
