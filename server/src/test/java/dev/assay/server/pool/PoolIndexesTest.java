package dev.assay.server.pool;

import static dev.assay.server.pool.PoolFixture.item;
import static dev.assay.server.pool.PoolFixture.score;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.acquire.EnsembleView;
import dev.assay.sampling.vector.Points;
import dev.assay.server.ContractRpcs;
import dev.assay.server.request.Ingest;
import dev.assay.v1.Item;
import dev.assay.v1.OnError;
import dev.assay.v1.PutItemsRequest;
import dev.assay.v1.PutItemsResponse;
import dev.assay.v1.ScoreChunk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The index is what a fresh load gives, whatever has happened. */
final class PoolIndexesTest {
  @TempDir private Path folder;
  private PoolFixture pool;
  private TakenItems taken;

  @BeforeEach
  void open() {
    pool = new PoolFixture(folder);
    taken = new TakenItems(pool);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  /** The state that is loaded now equals one that is read from the store. */
  private void assertIsTheStore() {
    PoolIndexes fresh = new PoolIndexes(pool.store, 1L << 30);
    PoolSnapshots.assertEqual(pool.snapshot(), fresh.snapshot(pool.projectId));
    int count = pool.snapshot().itemCount();
    List<String> ids = new ArrayList<>(List.of("nobody"));
    for (int i = 0; i < count; i++) {
      ids.add("item-" + i);
    }
    assertThat(pool.indexes.ordinalsOf(pool.projectId, ids))
        .isEqualTo(fresh.ordinalsOf(pool.projectId, ids));
  }

  @Test
  void anEmptyPoolHasNothing() {
    assertThat(pool.snapshot().itemCount()).isZero();
    assertThat(pool.snapshot().poolVersion()).isZero();
    assertThat(pool.snapshot().scores()).isNull();
    assertThat(pool.snapshot().isTaken(0)).isFalse();
    assertThat(pool.indexes.ordinalsOf(pool.projectId, List.of("a"))).containsExactly(-1);
  }

  @Test
  void equalsAFreshLoadAfterEachOfManyRandomChanges() {
    RandomChanges changes = new RandomChanges(pool, taken, new SplittableRandom(4));
    for (int step = 0; step < 250; step++) {
      changes.next();
      assertIsTheStore();
    }
    assertThat(changes.kinds()).hasSize(RandomChanges.Kind.values().length);
  }

  @Test
  void aChangeIsSeenWhenItIsAcknowledged() {
    pool.putItems(item("item-0"), item("item-1").toBuilder().setPriceMicros(7).build());
    PoolSnapshot before = pool.snapshot();
    assertThat(before.priceMicros(0)).isEqualTo(-1);
    assertThat(before.priceMicros(1)).isEqualTo(7);
    taken.take(1);
    assertThat(pool.snapshot().isTaken(1)).isTrue();
    assertThat(pool.snapshot().takenCount()).isEqualTo(1);
    assertThat(pool.snapshot().poolVersion()).isEqualTo(before.poolVersion() + 1);
    pool.putItems(Item.newBuilder().setId("item-1").setPriceMicros(8).build());
    assertThat(pool.snapshot().priceMicros(1)).isEqualTo(8);
    assertThat(before.isTaken(1)).isFalse();
    assertThat(before.priceMicros(1)).isEqualTo(7);
  }

  @Test
  void aMissedChangeIsReadAgainWhenTheNextOneComes() {
    pool.putPlainItems(5);
    PoolSnapshot before = pool.snapshot();
    taken.takeUntold(3);
    assertThat(pool.snapshot()).isSameAs(before);
    taken.take(4);
    assertThat(pool.snapshot().isTaken(3)).isTrue();
    assertIsTheStore();
  }

  @Test
  void anOlderChangeIsIgnored() {
    pool.putPlainItems(3);
    taken.take(1);
    PoolSnapshot now = pool.snapshot();
    pool.indexes.released(pool.projectId, now.poolVersion(), new int[] {1});
    pool.indexes.released(pool.projectId, now.poolVersion() - 1, new int[] {1});
    assertThat(pool.snapshot()).isSameAs(now);
  }

  @Test
  void anItemThatTheIndexHasNotHeardOfIsFoundInTheStore() {
    pool.putPlainItems(2);
    PoolIndexes deaf = new PoolIndexes(pool.store, 1L << 30);
    assertThat(deaf.ordinalsOf(pool.projectId, List.of("item-2"))).containsExactly(-1);
    pool.putItems(item("item-2"));
    assertThat(deaf.snapshot(pool.projectId).itemCount()).isEqualTo(2);
    assertThat(deaf.ordinalsOf(pool.projectId, List.of("item-2"))).containsExactly(2);
  }

  @Test
  void aReaderMayAskForAtLeastAVersionThatTheIndexWasNeverToldOf() {
    pool.putPlainItems(10);
    PoolSnapshot known = pool.snapshot();
    // Another process writes: this one's index hears of nothing.
    PoolIndexes other = new PoolIndexes(pool.store, 1L << 30);
    taken.takeUntold(3, 4);
    PutItems others = new PutItems(pool.store, other, PoolLimits.defaults());
    Ingest<PutItemsRequest, PutItemsResponse> stream =
        others.open(ContractRpcs.of(PutItemsRequest.getDefaultInstance()));
    PoolFixture.accept(stream, pool.itemHeader(OnError.ON_ERROR_STOP));
    PoolFixture.accept(stream, PoolFixture.itemMessage(item("item-10")));
    PoolFixture.finish(stream);
    long version =
        pool.store.<Long>read(tables -> tables.progress().get(pool.projectId).poolVersion());
    assertThat(pool.snapshot()).isSameAs(known);
    assertThat(pool.indexes.snapshot(pool.projectId, known.poolVersion())).isSameAs(known);
    PoolSnapshot caughtUp = pool.indexes.snapshot(pool.projectId, version);
    assertThat(caughtUp.poolVersion()).isEqualTo(version);
    assertThat(caughtUp.isTaken(4)).isTrue();
    assertThat(caughtUp.itemCount()).isEqualTo(11);
    assertIsTheStore();
    taken.take(5); // and what is told of from here on follows
    assertThat(pool.snapshot().isTaken(5)).isTrue();
    assertIsTheStore();
  }

  @Test
  void embeddingsCountAgainstTheMemoryForIndexes() {
    pool.putItems(item("item-0").toBuilder().addAllEmbedding(Collections.nCopies(100, 1f)).build());
    pool.store
        .write(
            transaction -> {
              transaction.progress().setPlannedEmbeddingVersion(pool.projectId, 1);
              return true;
            })
        .join();
    PoolIndexes small = new PoolIndexes(pool.store, 1_000_000);
    assertThat(small.canHoldVectors(1_250, 100)).isTrue();
    assertThat(small.canHoldVectors(1_251, 100)).isFalse();
    small.snapshot(pool.projectId);
    long before = small.bytes();
    VectorColumns vectors = small.vectors(pool.projectId, 1, 1);
    assertThat(small.bytes() - before).isGreaterThan(100 * Float.BYTES);
    assertThat(small.vectors(pool.projectId, 1, 1)).isSameAs(vectors);
    pool.putItems(item("item-1").toBuilder().addAllEmbedding(Collections.nCopies(100, 2f)).build());
    Points grown = small.vectors(pool.projectId, 1, 2).of(new int[] {1, 0});
    assertThat(grown.get(0, 99)).isEqualTo(2);
    assertThat(grown.get(1, 99)).isEqualTo(1);
  }

  @Test
  void ensemblesCountAgainstTheMemoryForIndexesOnceTheyAreReadAndRevisionsAreCompleted() {
    pool.putPlainItems(3);
    putEnsemble("v1", 0, 1, .25f);
    putEnsemble("v1", 1, 2, .5f);
    PoolIndexes small = new PoolIndexes(pool.store, 1_000_000);
    assertThat(small.canHoldEnsemble(1_041, 20, 3)).isTrue(); // 250,000 bytes
    assertThat(small.canHoldEnsemble(1_042, 20, 3)).isFalse();
    ScoreColumns scores = Objects.requireNonNull(small.snapshot(pool.projectId).scores());
    assertThat(scores.ensembleSize()).isEqualTo(2);
    long before = small.bytes();
    EnsembleColumns first = small.ensemble(pool.projectId, scores.scoreSetId());
    assertThat(small.bytes() - before).isGreaterThan(1024 * 6 * Float.BYTES); // a block
    assertThat(small.ensemble(pool.projectId, scores.scoreSetId())).isSameAs(first);
    EnsembleView seen = first.of(new int[] {1, 0, 2}, false);
    assertThat(seen.memberCount()).isEqualTo(2);
    assertThat(seen.has(2)).isFalse();
    assertThat(first(seen, 0)).isEqualTo(.5f);
    assertThat(first(seen, 1)).isEqualTo(.25f);
    putEnsemble("v1", 0, 1, .125f);
    putEnsemble("v1", 2, 3, .75f);
    long latest = Objects.requireNonNull(small.snapshot(pool.projectId, 5).scores()).scoreSetId();
    for (PoolIndexes indexes : List.of(small, new PoolIndexes(pool.store, 1_000_000))) {
      EnsembleView completed =
          indexes.ensemble(pool.projectId, latest).of(new int[] {0, 1, 2}, false);
      assertThat(first(completed, 0)).isEqualTo(.125f);
      assertThat(first(completed, 1)).isEqualTo(.5f);
      assertThat(first(completed, 2)).isEqualTo(.75f);
    }
    assertThat(first(seen, 1)).isEqualTo(.25f); // what was read stays as it is
  }

  private static float first(EnsembleView ensemble, int item) {
    float[] rows = new float[6];
    ensemble.copyProbabilities(item, rows);
    return rows[0];
  }

  /** One item from a number, whose first member says so much of the first class. */
  private void putEnsemble(String version, int from, int to, float first) {
    ScoreChunk.Builder chunk = ScoreChunk.newBuilder();
    for (int i = from; i < to; i++) {
      chunk
          .addItemIds("item-" + i)
          .addAllProbabilities(List.of(1f, 0f, 0f))
          .addAllEnsembleProbabilities(List.of(first, 1 - first, 0f, 1f, 0f, 0f));
    }
    pool.putScores(pool.scoreHeader(version).setEnsembleSize(2), chunk.build());
  }

  @Test
  void scoresThatAreNotAskedForAreNotRead() {
    pool.putPlainItems(1);
    assertThat(pool.snapshot().scores()).isNull();
    long before = pool.indexes.bytes();
    pool.putScores(pool.scoreHeader("v1"), score("item-0", 1, 0, 0));
    assertThat(pool.indexes.bytes() - before).isLessThan(1000);
    assertThat(Objects.requireNonNull(pool.snapshot().scores()).predictedClass(0)).isZero();
    assertThat(pool.indexes.bytes() - before).isGreaterThan(3 * 4 * 1024);
  }

  @Test
  void indexesBeyondTheLimitAreThrownAwayAndStillRight() {
    PoolIndexes small = new PoolIndexes(pool.store, 20_000);
    pool.putPlainItems(2_000);
    assertThat(small.snapshot(pool.projectId).itemCount()).isEqualTo(2_000);
    assertThat(small.bytes()).isLessThanOrEqualTo(20_000);
    taken.take(5);
    assertThat(small.snapshot(pool.projectId).isTaken(5)).isTrue();
    assertThat(small.ordinalsOf(pool.projectId, List.of("item-1999"))).containsExactly(1_999);
    assertThat(small.bytes()).isLessThanOrEqualTo(20_000);
  }

  @Test
  void anIndexThatGrowsBeyondTheLimitIsThrownAway() {
    long limit = pool.indexes.bytes() + 60_000;
    PoolIndexes small = new PoolIndexes(pool.store, limit);
    assertThat(small.snapshot(pool.projectId).itemCount()).isZero();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      ids.add("an-item-with-a-long-id-" + i);
    }
    small.apply(pool.projectId, 1, new PoolChange.ItemsPut(ids, new int[0], new long[0]));
    assertThat(small.bytes()).isZero();
  }

  @Test
  void forgettingChangesNothing() {
    pool.putPlainItems(3);
    pool.putScores(pool.scoreHeader("v1"), score("item-1", 0, 1, 0));
    taken.take(2);
    PoolSnapshot before = pool.snapshot();
    pool.indexes.forget(pool.projectId);
    assertThat(pool.snapshot()).isNotSameAs(before);
    PoolSnapshots.assertEqual(pool.snapshot(), before);
  }

  @Test
  void oldRevisionsCanBeReadForReplays() {
    pool.putPlainItems(4);
    List<ScoreColumns> seen = new ArrayList<>();
    for (ScoreChunk chunk :
        List.of(
            score("item-0", 1, 0, 0),
            PoolFixture.join(score("item-1", 0, 1, 0), score("item-0", 0, 0, 1)),
            score("item-3", .2, .3, .5))) {
      pool.putScores(pool.scoreHeader("v1"), chunk);
      seen.add(Objects.requireNonNull(pool.snapshot().scores()));
    }
    pool.putScores(pool.scoreHeader("v2"), score("item-2", 0, 1, 0));
    for (ScoreColumns columns : seen) {
      ScoreColumns read =
          pool.store.read(
              tables ->
                  Objects.requireNonNull(ScoreColumnsLoader.load(tables, columns.scoreSetId())));
      PoolSnapshots.assertEqual(read, columns, 4);
    }
    assertThat(pool.store.<Boolean>read(tables -> ScoreColumnsLoader.load(tables, 999_999) == null))
        .isTrue();
  }
}
