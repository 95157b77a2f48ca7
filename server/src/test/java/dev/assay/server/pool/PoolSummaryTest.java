package dev.assay.server.pool;

import static dev.assay.server.pool.PoolFixture.PROJECT;
import static dev.assay.server.pool.PoolFixture.item;
import static dev.assay.server.pool.PoolFixture.join;
import static dev.assay.server.pool.PoolFixture.score;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.ContractRpcs;
import dev.assay.server.failure.ProjectNotFound;
import dev.assay.v1.GetPoolSummaryRequest;
import dev.assay.v1.GetPoolSummaryResponse;
import dev.assay.v1.ListModelVersionsRequest;
import dev.assay.v1.ListModelVersionsResponse;
import dev.assay.v1.ModelVersion;
import dev.assay.v1.QuotaPolicy;
import dev.assay.v1.StratumCount;
import dev.assay.v1.StratumDimension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GetPoolSummary and ListModelVersions. */
final class PoolSummaryTest {
  @TempDir private Path folder;
  private PoolFixture pool;

  @BeforeEach
  void open() {
    pool = new PoolFixture(folder);
    pool.partition(StratumDimension.newBuilder().setAttribute("site").build());
  }

  @AfterEach
  void close() {
    pool.close();
  }

  private GetPoolSummaryResponse summary() {
    return new GetPoolSummary(pool.store, pool.view)
        .answer(GetPoolSummaryRequest.newBuilder().setProject(PROJECT).build());
  }

  private static StratumCount count(String stratum, long items, long served) {
    return StratumCount.newBuilder()
        .setStratum(stratum)
        .setItemCount(items)
        .setServedCount(served)
        .build();
  }

  @Test
  void countsByStateAndByStratum() {
    assertThat(summary()).isEqualTo(GetPoolSummaryResponse.getDefaultInstance());
    pool.putItems(
        item("a").toBuilder().putAttributes("site", "south").addEmbedding(1).build(),
        item("b").toBuilder().putAttributes("site", "north").build(),
        item("c").toBuilder().putAttributes("site", "south").build(),
        item("d"),
        item("e"));
    pool.putScores(pool.scoreHeader("v"), join(score("a", 1, 0, 0), score("d", 0, 1, 0)));
    TakenItems taken = new TakenItems(pool);
    long wave = taken.take(0, 3, 2, 1);
    taken.serve(wave, 2);
    taken.settle(wave, 0, "1");
    assertThat(summary())
        .isEqualTo(
            GetPoolSummaryResponse.newBuilder()
                .setItemCount(5)
                .setScoredCount(2)
                .setInProgressCount(1)
                .setSettledCount(1)
                .setEmbeddingDimension(1)
                .setWaveStrategy("random")
                .addStrata(count("site=(none)", 2, 1))
                .addStrata(count("site=north", 1, 0))
                .addStrata(count("site=south", 2, 1))
                .build());
  }

  @Test
  void onlyTheFirstStrataAreCountedAndTheirCountsAreExact() {
    StratumCounts counts = new StratumCounts();
    int strata = StratumCounts.MAX_STRATA + 500;
    for (int pass = 0; pass < 3; pass++) {
      for (int i = 0; i < strata; i++) {
        int scrambled = (int) (i * 7919L % strata);
        counts.add(String.format("s%06d", scrambled), pass == 0);
      }
    }
    List<StratumCount> messages = counts.messages(QuotaPolicy.getDefaultInstance(), List.of());
    assertThat(messages).hasSize(StratumCounts.MAX_STRATA);
    for (int i = 0; i < messages.size(); i++) {
      assertThat(messages.get(i)).isEqualTo(count(String.format("s%06d", i), 3, 1));
    }
  }

  @Test
  void theProjectIsCheckedAndMustExist() {
    assertThat(
            ContractRpcs.check(
                    GetPoolSummaryRequest.getDefaultInstance(),
                    new GetPoolSummary(pool.store, pool.view)::validate)
                .found())
        .extracting(violation -> violation.getField())
        .containsExactly("project");
    assertThat(
            ContractRpcs.check(
                    ListModelVersionsRequest.newBuilder().setPageSize(-1).build(),
                    new ListModelVersions(pool.store)::validate)
                .found())
        .extracting(violation -> violation.getField())
        .containsExactly("project", "page_size");
    assertThatThrownBy(
            () ->
                new GetPoolSummary(pool.store, pool.view)
                    .answer(
                        GetPoolSummaryRequest.newBuilder().setProject("projects/other").build()))
        .isInstanceOf(ProjectNotFound.class);
    assertThatThrownBy(
            () ->
                new ListModelVersions(pool.store)
                    .answer(
                        ListModelVersionsRequest.newBuilder().setProject("projects/other").build()))
        .isInstanceOf(ProjectNotFound.class);
  }

  @Test
  void modelVersionsAreListedNewestFirst() {
    pool.putItems(item("a"), item("b"));
    for (String version : List.of("v1", "v2", "v3")) {
      pool.putScores(pool.scoreHeader(version), score("a", 1, 0, 0));
    }
    pool.putScores(pool.scoreHeader("v3"), score("b", 1, 0, 0));
    var unpublished = pool.scoreStream();
    PoolFixture.accept(unpublished, PoolFixture.message(pool.scoreHeader("v4")));

    List<ModelVersion> read = new ArrayList<>();
    ListModelVersionsRequest.Builder request =
        ListModelVersionsRequest.newBuilder().setProject(PROJECT).setPageSize(2);
    ListModelVersionsResponse page = new ListModelVersions(pool.store).answer(request.build());
    read.addAll(page.getModelVersionsList());
    assertThat(read).hasSize(2);
    page =
        new ListModelVersions(pool.store)
            .answer(request.setPageToken(page.getNextPageToken()).build());
    assertThat(page.getNextPageToken()).isEmpty();
    read.addAll(page.getModelVersionsList());
    assertThat(read)
        .extracting(
            version ->
                version.getId() + " " + version.getScoredCount() + " " + version.getCurrent())
        .containsExactly("v3 2 true", "v2 1 false", "v1 1 false");
    assertThat(read).allMatch(version -> version.getPublishTime().getSeconds() == 1772366400);
  }
}
