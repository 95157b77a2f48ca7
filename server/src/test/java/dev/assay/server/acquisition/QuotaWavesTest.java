package dev.assay.server.acquisition;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.acquire.Quotas;
import dev.assay.server.ContractRpcs;
import dev.assay.server.pool.GetPoolSummary;
import dev.assay.server.pool.PoolLimits;
import dev.assay.server.pool.PoolView;
import dev.assay.server.pool.PutItems;
import dev.assay.server.request.Ingest;
import dev.assay.server.store.WaveItemRow;
import dev.assay.v1.Assignment;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.GetPoolSummaryRequest;
import dev.assay.v1.Item;
import dev.assay.v1.ItemChunk;
import dev.assay.v1.MinimumShare;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import dev.assay.v1.PutItemsHeader;
import dev.assay.v1.PutItemsRequest;
import dev.assay.v1.PutItemsResponse;
import dev.assay.v1.QuotaPolicy;
import dev.assay.v1.QuotaPolicy.Kind;
import dev.assay.v1.ReplayWaveRequest;
import dev.assay.v1.ReplayWaveResponse;
import dev.assay.v1.StrataDefinition;
import dev.assay.v1.StratumCount;
import dev.assay.v1.StratumDimension;
import dev.assay.v1.StratumDimension.PredictedClass;
import dev.assay.v1.StratumQuota;
import dev.assay.v1.WaveDrawn;
import dev.assay.v1.WaveQuotas;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waves that are divided among strata, and what they are recorded with. */
class QuotaWavesTest {
  private static final int ITEMS = 300;
  private static final int WAVE = 20;

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // each test opens its own
  private LocalProject project;

  private int putCount;

  /** A pool of which 70 % are predicted to be "a", 25 % "b" and 5 % "c". */
  private static float[][] scores() {
    float[][] rows = new float[ITEMS][];
    for (int i = 0; i < ITEMS; i++) {
      float sure = .5f + .4f * (i * 37 % 100) / 100;
      float rest = (1 - sure) / 2;
      rows[i] =
          switch (predicted(i)) {
            case "a" -> new float[] {sure, rest, rest};
            case "b" -> new float[] {rest, sure, rest};
            default -> new float[] {rest, rest, sure};
          };
    }
    return rows;
  }

  private static String predicted(int ordinal) {
    int of = ordinal % 20;
    return of < 14 ? "a" : of < 19 ? "b" : "c";
  }

  private static StratumDimension byPrediction() {
    return StratumDimension.newBuilder()
        .setPredictedClass(PredictedClass.getDefaultInstance())
        .build();
  }

  private static MinimumShare minimum(String stratum, double share) {
    return MinimumShare.newBuilder().setStratum(stratum).setShare(share).build();
  }

  private void open(QuotaPolicy.Builder quota, StratumDimension dimension) {
    Project definition =
        Definitions.threeClasses(
                Policy.newBuilder()
                    .setQuota(quota)
                    .setExplorationShare(.1)
                    .setMinScoredShare(0)
                    .setWaveSize(WAVE))
            .toBuilder()
            .setStrata(StrataDefinition.newBuilder().addDimensions(dimension))
            .build();
    project = new LocalProject(folder, definition, 1_000_000);
  }

  private void openScored(QuotaPolicy.Builder quota) {
    open(quota, byPrediction());
    project.putItems(ITEMS, null);
    project.putScores("v1", scores());
  }

  @AfterEach
  void verifyAndClose() {
    for (WaveDrawn wave : drawn()) {
      ReplayWaveResponse replayed = replay(wave.getWaveNumber());
      assertThat(replayed.getIdentical()).as("wave %d", wave.getWaveNumber()).isTrue();
      assertThat(replayed.getRecorded()).isEqualTo(wave);
    }
    project.verify();
    project.close();
  }

  private ReplayWaveResponse replay(long waveNumber) {
    return new ReplayWave(project.store)
        .answer(
            ReplayWaveRequest.newBuilder()
                .setProject(LocalProject.NAME)
                .setWaveNumber(waveNumber)
                .build());
  }

  private List<WaveDrawn> drawn() {
    return project.store.read(tables -> tables.audit().list(project.projectId(), 0, 1_000)).stream()
        .filter(AuditEvent::hasWaveDrawn)
        .map(AuditEvent::getWaveDrawn)
        .toList();
  }

  private Map<String, Integer> drawnBy(long wave, IntFunction<String> strata) {
    Map<String, Integer> counts = new HashMap<>();
    for (WaveItemRow item :
        project.store.read(tables -> tables.waves().items(project.projectId(), wave, 0, WAVE))) {
      counts.merge(strata.apply(item.ordinal()), 1, Integer::sum);
    }
    return counts;
  }

  /** Labels a whole wave. */
  private void label(UnaryOperator<String> classOfItem) {
    List<Assignment> batch = project.next("ann", WAVE).getAssignmentsList();
    project.submit("ann", batch, classOfItem);
  }

  /** The next wave, which is drawn from all labels so far: what was drawn ahead is withdrawn. */
  private WaveDrawn drawAnew(String modelVersion) {
    project.putScores(modelVersion, scores());
    project.next("ben", 1);
    List<WaveDrawn> drawn = drawn();
    for (int i = drawn.size() - 1; i > 0; i--) {
      if (!drawn.get(i - 1).getModelVersion().equals(modelVersion)) {
        return drawn.get(i);
      }
    }
    return drawn.get(0);
  }

  private static String predicted(String itemId) {
    return predicted(Integer.parseInt(itemId.substring(1)));
  }

  private static StratumQuota of(WaveDrawn wave, String stratum) {
    return wave.getStrataQuotasList().stream()
        .filter(quota -> quota.getStratum().equals(stratum))
        .findFirst()
        .orElseThrow();
  }

  private StratumCount summary(String stratum) {
    return new GetPoolSummary(project.store, new PoolView(project.indexes))
            .answer(GetPoolSummaryRequest.newBuilder().setProject(LocalProject.NAME).build())
            .getStrataList()
            .stream()
            .filter(count -> count.getStratum().equals(stratum))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void equalQuotasGiveEachClassItsThirdUpToRounding() {
    openScored(QuotaPolicy.newBuilder().setKind(Kind.KIND_EQUAL));
    project.next("ann", WAVE);
    WaveDrawn wave = drawn().get(0);
    assertThat(wave.getDesign()).isEqualTo(Quotas.DESIGN);
    Map<String, Integer> counts = drawnBy(1, QuotaWavesTest::predicted);
    for (String name : List.of("a", "b", "c")) {
      StratumQuota quota = of(wave, "predicted=" + name);
      assertThat(quota.getDrawShare()).isCloseTo(1 / 3.0, within(1e-9));
      assertThat(counts.get(name)).isBetween(6, 7);
    }
    assertThat(of(wave, "predicted=c").getCandidateCount()).isEqualTo(15);
  }

  @Test
  void aClassThatRunsShortGivesItsRestToTheOthers() {
    openScored(QuotaPolicy.newBuilder().setKind(Kind.KIND_EQUAL));
    for (int batch = 0; batch < 5; batch++) {
      project.next("ann", WAVE);
    }
    assertThat(summary("predicted=c").getServedCount()).isEqualTo(15);
    assertThat(drawn().get(4).getStrataQuotasList())
        .extracting(StratumQuota::getStratum)
        .containsExactly("predicted=a", "predicted=b");
  }

  @Test
  void aMinimumShareProtectsAClassThatTheStrategyPassesOver() {
    openScored(QuotaPolicy.newBuilder().addMinimumShares(minimum("predicted=c", .25)));
    label(QuotaWavesTest::predicted);
    StratumQuota quota = of(drawn().get(0), "predicted=c");
    assertThat(quota.getDrawShare()).isCloseTo(.25, within(1e-9));
    assertThat(drawnBy(1, QuotaWavesTest::predicted).get("c")).isEqualTo(5);
    assertThat(quota.getRaisedShare()).isEqualTo(.25);
  }

  @Test
  void theMonitorRaisesAMinimumThatTheLabelsLagBehindWithinItsLimit() {
    openScored(
        QuotaPolicy.newBuilder().addMinimumShares(minimum("predicted=c", .1)).setMaxRaise(3));
    // Of the two of the wave that are predicted to be "c", one is "a".
    int[] seen = new int[1];
    UnaryOperator<String> truth =
        item -> predicted(item).equals("c") && seen[0]++ % 4 != 0 ? "a" : predicted(item);
    label(truth);
    StratumQuota quota = of(drawAnew("v2"), "predicted=c");
    double share = quota.getLabelShare();
    assertThat(quota.getLabelCount()).isEqualTo(1);
    assertThat(share).isEqualTo(.05);
    assertThat(quota.getRaisedShare()).isCloseTo(.1 * Math.min(.1 / share, 3), within(1e-12));
    assertThat(quota.getDrawShare()).isCloseTo(quota.getRaisedShare(), within(1e-9));
    assertThat(summary("predicted=c").getQuota()).isEqualTo(quota);
  }

  @Test
  void aMinimumOfAStratumThatNoItemIsInHasNoEffectAndIsShownAsEmpty() {
    openScored(QuotaPolicy.newBuilder().addMinimumShares(minimum("predicted=d", .5)));
    project.next("ann", WAVE);
    assertThat(summary("predicted=d").getItemCount()).isZero();
    assertThat(summary("predicted=d").hasQuota()).isFalse();
    assertThat(drawn().get(0).getStrataQuotasCount()).isEqualTo(3);
  }

  @Test
  void needForAnEstimateGivesMoreToTheClassThatTheModelIsWrongOn() {
    openScored(QuotaPolicy.newBuilder().setKind(Kind.KIND_NEYMAN));
    label(item -> predicted(item).equals("b") ? "c" : predicted(item));
    WaveDrawn first = drawn().get(0);
    WaveDrawn second = drawAnew("v2");
    // Without labels, in proportion to the candidates.
    assertThat(of(first, "predicted=a").getDrawShare()).isCloseTo(.7, within(1e-9));
    assertThat(of(second, "predicted=b").getDrawShare())
        .isGreaterThan(of(first, "predicted=b").getDrawShare() + .05);
  }

  @Test
  void needForTrainingGivesMoreToTheClassThatFellBelowItsBest() {
    openScored(QuotaPolicy.newBuilder().setKind(Kind.KIND_SENSITIVITY));
    label(QuotaWavesTest::predicted);
    WaveDrawn before = drawAnew("v2");
    label(item -> predicted(item).equals("b") ? "c" : predicted(item));
    WaveDrawn after = drawAnew("v3");
    double even = of(before, "predicted=b").getDrawShare();
    assertThat(even).isCloseTo(.25, within(.02));
    assertThat(of(after, "predicted=b").getDrawShare()).isGreaterThan(even * 1.05);
  }

  private void put(int from, int count, IntFunction<String> site) {
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
      chunk.addItems(Item.newBuilder().setId("i" + i).putAttributes("site", site.apply(i)));
    }
    stream.accept(PutItemsRequest.newBuilder().setHeader(header).build()).join();
    stream.accept(PutItemsRequest.newBuilder().setChunk(chunk).build()).join();
    assertThat(stream.finish().join().getErrorCount()).isZero();
  }

  private WaveQuotas recorded(long wave) {
    return project.store.read(
        tables -> requireNonNull(tables.waves().inputs(project.projectId(), wave)).getQuotas());
  }

  @Test
  void strataOfAttributesAreRecordedOnceAndReplayedAfterTheAttributesChanged() {
    open(
        QuotaPolicy.newBuilder().setKind(Kind.KIND_EQUAL),
        StratumDimension.newBuilder().setAttribute("site").build());
    put(0, ITEMS, i -> i % 10 == 0 ? "north" : "south");
    project.next("ann", WAVE);
    project.next("ann", WAVE);
    project.next("ann", WAVE);
    assertThat(drawnBy(1, i -> i % 10 == 0 ? "north" : "south").get("north")).isEqualTo(10);
    assertThat(recorded(1).getRecorded().size()).isPositive();
    assertThat(recorded(1).getRecordedWave()).isZero();
    assertThat(recorded(2).getRecordedWave()).isEqualTo(1);
    assertThat(recorded(3).getRecordedWave()).isEqualTo(1);
    assertThat(recorded(3).getRecorded().isEmpty()).isTrue();
    put(0, ITEMS, i -> "east"); // and what was drawn before is still replayed as it was
    project.next("ann", WAVE);
    project.next("ann", WAVE); // the fifth, for the fourth may have been drawn ahead
    assertThat(drawn().get(4).getStrataQuotasList())
        .extracting(StratumQuota::getStratum)
        .containsExactly("site=east");
  }

  @Test
  void everyProbabilityIsAtLeastTheFloorAndTheExplorationSliceIsMarkedByIt() {
    openScored(QuotaPolicy.newBuilder().addMinimumShares(minimum("predicted=c", .5)));
    project.next("ann", WAVE);
    double floor = .1 * WAVE / ITEMS;
    List<WaveItemRow> items =
        project.store.read(tables -> tables.waves().items(project.projectId(), 1, 0, WAVE));
    assertThat(items)
        .allSatisfy(
            item -> {
              assertThat(item.inclusionProbability()).isBetween(floor * (1 - 1e-12), 1.0);
              assertThat(item.slice().name().equals("SLICE_EXPLORE"))
                  .isEqualTo(item.sliceDraw() * item.inclusionProbability() < floor);
            });
  }
}
