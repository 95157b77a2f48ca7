package dev.assay.server.acquisition;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.ContractRpcs;
import dev.assay.server.pool.PoolLimits;
import dev.assay.server.pool.PoolSnapshot;
import dev.assay.server.pool.PutItems;
import dev.assay.server.request.Ingest;
import dev.assay.v1.Assignment;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.Item;
import dev.assay.v1.ItemChunk;
import dev.assay.v1.Policy;
import dev.assay.v1.PutItemsHeader;
import dev.assay.v1.PutItemsRequest;
import dev.assay.v1.PutItemsResponse;
import dev.assay.v1.ReplayWaveRequest;
import dev.assay.v1.ScoreCalibration;
import dev.assay.v1.WaveDrawn;
import dev.assay.v1.WaveInputs;
import dev.assay.v1.WavePrices;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waves per price, and by scores that the answers have corrected. */
class AdjustedWavesTest {
  private static final int ITEMS = 120;
  private static final long NO_PRICE = -1;

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // each test opens its own
  private LocalProject project;

  private int putCount;

  private void open(Policy.Builder policy) {
    project =
        new LocalProject(
            folder,
            Definitions.threeClasses(policy.setExplorationShare(.01).setWaveSize(6)),
            1_000_000_000);
  }

  @AfterEach
  void verifyAndClose() {
    project.verify();
    project.close();
  }

  private void put(int count, IntToLongFunction price) {
    Ingest<PutItemsRequest, PutItemsResponse> stream =
        new PutItems(project.store, project.indexes, PoolLimits.defaults())
            .open(ContractRpcs.of(PutItemsRequest.getDefaultInstance()));
    PutItemsHeader header =
        PutItemsHeader.newBuilder()
            .setRequestId("put" + putCount++)
            .setProject(LocalProject.NAME)
            .build();
    ItemChunk.Builder chunk = ItemChunk.newBuilder();
    for (int i = 0; i < count; i++) {
      Item.Builder item = Item.newBuilder().setId("i" + i);
      if (price.applyAsLong(i) != NO_PRICE) {
        item.setPriceMicros(price.applyAsLong(i));
      }
      chunk.addItems(item);
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

  /** Others may be drawn ahead meanwhile. */
  private long lastWave() {
    List<WaveDrawn> waves = drawn();
    return waves.get(waves.size() - 1).getWaveNumber();
  }

  private WaveInputs inputs(long waveNumber) {
    return project.store.read(
        tables -> requireNonNull(tables.waves().inputs(project.projectId(), waveNumber)));
  }

  private void assertAllReplayed() {
    assertThat(drawn()).isNotEmpty();
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
  }

  @Test
  void whatCostsLessIsDrawnAndAReplayKnowsThePricesOfThen() {
    open(Policy.newBuilder().setStrategy("random").setPerPrice(true));
    put(ITEMS, i -> i < 20 ? 10 : 1_000);
    List<Assignment> first = project.next("ann", 6).getAssignmentsList();
    assertThat(first.stream().filter(assignment -> assignment.getPriceMicros() == 10).count())
        .isGreaterThanOrEqualTo(5); // the others by the floor of .01
    put(ITEMS, i -> i >= 100 ? 10 : 1_000); // meanwhile all cost something else
    for (int batch = 0; batch < 5; batch++) {
      project.next("ann", 6); // past what was drawn ahead from the prices before
    }
    assertThat(inputs(1).getPrices().getRunLengthsList()).containsExactly(20, 100);
    assertThat(inputs(1).getPrices().getMicrosList()).containsExactly(10L, 1_000L);
    long last = lastWave();
    assertThat(inputs(last).getPrices().getRunLengthsList()).containsExactly(100, 20);
    assertThat(drawn()).extracting(WaveDrawn::getStrategy).containsOnly("random");
    assertAllReplayed();
  }

  @Test
  void itemsWithoutAPriceCostWhatTheProjectSays() {
    open(Policy.newBuilder().setStrategy("random").setPerPrice(true));
    put(ITEMS, i -> i < 20 ? 1 : NO_PRICE);
    project.next("ann", 6);
    long projects =
        project.store.read(
            tables ->
                tables.projects().get(project.projectId()).definition().getDefaultPriceMicros());
    assertThat(inputs(1).getPrices().getMicrosList()).containsExactly(1L, projects);
    assertAllReplayed();
  }

  @Test
  void withoutTheOptionPricesAreNotLookedAt() {
    open(Policy.newBuilder().setStrategy("random"));
    put(ITEMS, i -> i);
    project.next("ann", 6);
    assertThat(inputs(1).hasPrices()).isFalse();
    assertAllReplayed();
  }

  @Test
  void pricesThatMakeTooManyRunsDoNotFit() {
    open(Policy.newBuilder().setStrategy("random").setPerPrice(true));
    put(ITEMS, i -> i / 10); // 12 runs
    PoolSnapshot pool = project.indexes.snapshot(project.projectId());
    assertThat(KnownPrices.fit(pool)).isTrue();
    assertThat(KnownPrices.fit(pool, 12)).isTrue();
    assertThat(KnownPrices.fit(pool, 11)).isFalse();
    assertThat(KnownPrices.MAX_RUNS).isEqualTo(50_000);
  }

  @Test
  void pricesAreFoundByTheRunThatAnItemIsIn() {
    open(Policy.newBuilder());
    WavePrices runs =
        WavePrices.newBuilder().addRunLengths(2).addMicros(7).addRunLengths(3).addMicros(9).build();
    assertThat(KnownPrices.micros(runs, new int[] {1, 2, 4})).containsExactly(7, 9, 9);
    assertThat(KnownPrices.micros(WavePrices.getDefaultInstance(), new int[0])).isEmpty();
  }

  private static float[][] scores() {
    float[][] rows = new float[ITEMS][];
    for (int i = 0; i < ITEMS; i++) {
      rows[i] = i % 2 == 0 ? new float[] {.98f, .01f, .01f} : new float[] {.6f, .3f, .1f};
    }
    return rows;
  }

  /**
   * The scores that are surest are wrong each time. Once enough answers are known, the wave is
   * drawn as no wave by the scores alone is: what is surest is of more use than before.
   */
  @Test
  void scoresAreCorrectedByTheAnswersAndAReplayKnowsTheAnswersOfThen() {
    open(
        Policy.newBuilder()
            .setStrategy("least-confidence")
            .setCalibration(ScoreCalibration.SCORE_CALIBRATION_TEMPERATURE));
    project.putItems(ITEMS, null);
    project.putScores("v1", scores());
    for (int batch = 0; batch < 10; batch++) {
      List<Assignment> assignments = project.next("ann", 6).getAssignmentsList();
      project.submit("ann", assignments, item -> "b");
    }
    long last = lastWave();
    assertThat(inputs(1).getAnswers().getClassIndicesCount()).isZero();
    assertThat(inputs(last).getAnswers().getClassIndicesCount()).isGreaterThanOrEqualTo(20);
    assertThat(least(1)).isLessThan(.1);
    assertThat(least(last)).isGreaterThan(.1);
    assertAllReplayed();
  }

  /** The utility that the strategy gave what the scores are surest of. */
  private double least(long waveNumber) {
    PoolCandidates candidates =
        project.store.read(
            tables ->
                RecordedWave.of(
                        tables,
                        tables.projects().get(project.projectId()),
                        requireNonNull(tables.waves().find(project.projectId(), waveNumber)))
                    .candidates());
    double[] utilities =
        PolicyStrategy.wanted(inputs(waveNumber)).select(candidates, 1, 1).utilities();
    double least = 1;
    for (double utility : utilities) {
      least = Math.min(least, utility);
    }
    return least;
  }
}
