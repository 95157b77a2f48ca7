package dev.assay.server.acquisition;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.server.ContractRpcs;
import dev.assay.server.pool.GetPoolSummary;
import dev.assay.server.pool.PoolLimits;
import dev.assay.server.pool.PoolView;
import dev.assay.server.pool.PutItems;
import dev.assay.server.request.Ingest;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.Clustering;
import dev.assay.v1.GetPoolSummaryRequest;
import dev.assay.v1.GetPoolSummaryResponse;
import dev.assay.v1.Item;
import dev.assay.v1.ItemChunk;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import dev.assay.v1.PutItemsHeader;
import dev.assay.v1.PutItemsRequest;
import dev.assay.v1.PutItemsResponse;
import dev.assay.v1.QuotaPolicy;
import dev.assay.v1.QuotaPolicy.Kind;
import dev.assay.v1.ReplayWaveRequest;
import dev.assay.v1.StrataDefinition;
import dev.assay.v1.StratumCount;
import dev.assay.v1.StratumDimension;
import dev.assay.v1.StratumDimension.Clusters;
import dev.assay.v1.StratumQuota;
import dev.assay.v1.WaveClusters;
import dev.assay.v1.WaveDrawn;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waves that are divided among clusters of the embeddings, and what they are recorded with. */
class ClusterWavesTest {
  private static final int ITEMS = 200;
  private static final int WAVE = 12;

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // each test opens its own
  private LocalProject project;

  private int putCount;

  private void open(int clusters, int reclusterEvery) {
    Project definition =
        Definitions.threeClasses(
                Policy.newBuilder()
                    .setStrategy("random")
                    .setQuota(QuotaPolicy.newBuilder().setKind(Kind.KIND_EQUAL))
                    .setReclusterEvery(reclusterEvery)
                    .setExplorationShare(.1)
                    .setWaveSize(WAVE))
            .toBuilder()
            .setStrata(
                StrataDefinition.newBuilder()
                    .addDimensions(
                        StratumDimension.newBuilder()
                            .setClusters(Clusters.newBuilder().setClusterCount(clusters))))
            .build();
    project = new LocalProject(folder, definition, 1_000_000);
  }

  /** Of 10 items 6 are at 0, 3 at 5, and one has no embedding. */
  private static double twoPlaces(int ordinal) {
    int of = ordinal % 10;
    return of < 6 ? of / 100.0 : of < 9 ? 5 + of / 100.0 : Double.NaN;
  }

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
      Item.Builder item = Item.newBuilder().setId("i" + i);
      if (!Double.isNaN(place.applyAsDouble(i))) {
        item.addEmbedding((float) place.applyAsDouble(i)).addEmbedding(1);
      }
      chunk.addItems(item);
    }
    stream.accept(PutItemsRequest.newBuilder().setHeader(header).build()).join();
    stream.accept(PutItemsRequest.newBuilder().setChunk(chunk).build()).join();
    assertThat(stream.finish().join().getErrorCount()).isZero();
  }

  /** Serves so many waves. */
  private void serve(int waves) {
    for (int wave = 0; wave < waves; wave++) {
      assertThat(project.next("ann", WAVE).getAssignmentsCount()).isEqualTo(WAVE);
    }
  }

  private List<WaveDrawn> drawn() {
    return project.store.read(tables -> tables.audit().list(project.projectId(), 0, 1_000)).stream()
        .filter(AuditEvent::hasWaveDrawn)
        .map(AuditEvent::getWaveDrawn)
        .toList();
  }

  private WaveClusters clusters(long wave) {
    return project.store.read(
        tables -> requireNonNull(tables.waves().inputs(project.projectId(), wave)).getClusters());
  }

  private GetPoolSummaryResponse summary() {
    return new GetPoolSummary(project.store, new PoolView(project.indexes))
        .answer(GetPoolSummaryRequest.newBuilder().setProject(LocalProject.NAME).build());
  }

  private Map<String, Long> sizes() {
    return summary().getStrataList().stream()
        .collect(Collectors.toMap(StratumCount::getStratum, StratumCount::getItemCount));
  }

  private static Map<String, Double> shares(WaveDrawn wave) {
    return wave.getStrataQuotasList().stream()
        .collect(Collectors.toMap(StratumQuota::getStratum, StratumQuota::getDrawShare));
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

  @Test
  void aWaveIsDividedAmongClustersAndItemsWithoutAnEmbeddingAreOneStratum() {
    open(2, 0);
    put(0, ITEMS, ClusterWavesTest::twoPlaces);
    assertThat(sizes()).containsExactlyEntriesOf(Map.of("cluster=(none)", 200L));
    assertThat(summary().hasClustering()).isFalse();
    serve(1);
    WaveDrawn wave = drawn().get(0);
    assertThat(shares(wave))
        .containsOnlyKeys("cluster=1", "cluster=2", "cluster=(none)")
        .allSatisfy((name, share) -> assertThat(share).isCloseTo(1 / 3.0, within(1e-9)));
    assertThat(sizes())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("cluster=1", 120L, "cluster=2", 60L, "cluster=(none)", 20L));
    Clustering found = summary().getClustering();
    assertThat(found).isEqualTo(wave.getClustering());
    assertThat(found.getNumber()).isEqualTo(1);
    assertThat(found.getItemCount()).isEqualTo(180);
    assertThat(found.getWaveNumber()).isEqualTo(1);
    assertThat(summary().getStrataList()).allMatch(StratumCount::hasQuota);
  }

  @Test
  void clustersAreFoundAnewOnScheduleAndTheirCentresAreKeptOnce() {
    open(2, 2);
    put(0, ITEMS, ClusterWavesTest::twoPlaces);
    serve(4);
    assertThat(clusters(1).getCentres().isEmpty()).isFalse();
    assertThat(clusters(2).getClustering()).isEqualTo(clusters(1).getClustering());
    assertThat(clusters(2).getCentres().isEmpty()).isTrue();
    assertThat(clusters(3).getClustering().getNumber()).isEqualTo(2);
    assertThat(clusters(3).getClustering().getWaveNumber()).isEqualTo(3);
    assertThat(clusters(3).getCentres().isEmpty()).isFalse();
    assertThat(clusters(4).getClustering()).isEqualTo(clusters(3).getClustering());
  }

  @Test
  void wavesAreReplayedAfterTheEmbeddingsMovedAndClustersFollowThem() {
    open(2, 2);
    put(0, ITEMS, ClusterWavesTest::twoPlaces);
    serve(1);
    // The small cluster goes elsewhere, the items without an embedding with it.
    put(0, ITEMS, i -> i % 10 < 6 ? i % 10 / 100.0 : 50 + i % 10 / 100.0);
    serve(3);
    assertThat(clusters(1).getClustering().getEmbeddingVersion()).isEqualTo(1);
    assertThat(clusters(4).getClustering().getEmbeddingVersion()).isEqualTo(2);
    assertThat(sizes())
        .containsExactlyInAnyOrderEntriesOf(Map.of("cluster=1", 120L, "cluster=2", 80L));
  }

  @Test
  void whatComesLaterIsInTheClusterThatItIsNearestTo() {
    open(2, 0);
    put(0, ITEMS, ClusterWavesTest::twoPlaces);
    serve(1);
    put(ITEMS, 30, i -> 4.5);
    assertThat(sizes()).containsEntry("cluster=2", 90L);
    serve(2);
    assertThat(clusters(3).getClustering().getNumber()).isEqualTo(1);
  }

  @Test
  void copiesAreOneClusterAndMoreClustersThanPlacesAreNoFault() {
    open(50, 0);
    put(0, ITEMS, i -> i % 2);
    serve(1);
    assertThat(sizes())
        .containsExactlyInAnyOrderEntriesOf(Map.of("cluster=1", 100L, "cluster=2", 100L));
  }

  @Test
  void withoutAnyEmbeddingAllItemsAreOneStratum() {
    open(2, 0);
    put(0, ITEMS, i -> Double.NaN);
    serve(1);
    assertThat(shares(drawn().get(0)))
        .containsOnlyKeys("cluster=(none)")
        .allSatisfy((name, share) -> assertThat(share).isCloseTo(1, within(1e-9)));
    assertThat(drawn().get(0).hasClustering()).isFalse();
  }
}
