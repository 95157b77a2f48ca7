package dev.assay.server.pool;

import static dev.assay.server.pool.PoolFixture.item;
import static dev.assay.server.pool.PoolFixture.score;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.store.Store;
import dev.assay.server.store.StoreClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes that come while the store is being read. */
final class PoolIndexLoadTest {
  @TempDir private Path folder;
  private PoolFixture pool;
  private TakenItems taken;

  @BeforeEach
  void open() {
    pool = new PoolFixture(folder);
    taken = new TakenItems(pool);
    pool.putPlainItems(10);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  /** A store in which something happens after each read, before the reader has the answer. */
  private record Interrupted(Store store, Runnable afterRead) implements Store {
    @Override
    public <R> CompletableFuture<R> write(UnitOfWork<R> work) {
      return store.write(work);
    }

    @Override
    public <R> CompletableFuture<R> rehearse(UnitOfWork<R> work) {
      return store.rehearse(work);
    }

    @Override
    public <R> R read(Question<R> question) {
      R answer = store.read(question);
      afterRead.run();
      return answer;
    }

    @Override
    public void halt(RuntimeException because) {
      store.halt(because);
    }

    @Override
    public boolean isFull() {
      return store.isFull();
    }

    @Override
    public StoreClock clock() {
      return store.clock();
    }

    @Override
    public boolean isHealthy() {
      return store.isHealthy();
    }

    @Override
    public void close() {
      store.close();
    }
  }

  private PoolSnapshot fresh() {
    return new PoolIndexes(pool.store, 1 << 20).snapshot(pool.projectId);
  }

  @Test
  void changesThatCommitDuringALoadAreApplied() {
    AtomicBoolean once = new AtomicBoolean();
    PoolIndex[] index = new PoolIndex[1];
    Store store =
        new Interrupted(
            pool.store,
            () -> {
              if (once.compareAndSet(false, true)) {
                taken.take(3, 4);
                pool.putItems(item("late"));
                long version = pool.snapshot().poolVersion();
                index[0].apply(version - 1, new PoolChange.Taken(new int[] {3, 4}));
                index[0].apply(
                    version, new PoolChange.ItemsPut(List.of("late"), new int[0], new long[0]));
              }
            });
    index[0] = new PoolIndex(store, pool.projectId, loaded -> {});
    PoolSnapshots.assertEqual(index[0].snapshot(0), fresh());
    assertThat(index[0].snapshot(0).isTaken(4)).isTrue();
    assertThat(index[0].ordinalsOf(List.of("late"))).containsExactly(10);
  }

  @Test
  void changesThatTheLoadHasSeenAreNotAppliedTwice() {
    taken.take(3);
    long version = pool.snapshot().poolVersion();
    PoolIndex[] index = new PoolIndex[1];
    Store store =
        new Interrupted(
            pool.store, () -> index[0].apply(version, new PoolChange.Released(new int[] {3})));
    index[0] = new PoolIndex(store, pool.projectId, loaded -> {});
    assertThat(index[0].snapshot(0).isTaken(3)).isTrue();
  }

  @Test
  void aLoadThatMissedAChangeBeginsAgain() {
    AtomicBoolean once = new AtomicBoolean();
    PoolIndex[] index = new PoolIndex[1];
    Store store =
        new Interrupted(
            pool.store,
            () -> {
              if (once.compareAndSet(false, true)) {
                taken.take(3);
                taken.take(4);
                long version = pool.snapshot().poolVersion();
                index[0].apply(version, new PoolChange.Taken(new int[] {4}));
              }
            });
    index[0] = new PoolIndex(store, pool.projectId, loaded -> {});
    PoolSnapshots.assertEqual(index[0].snapshot(0), fresh());
    assertThat(index[0].snapshot(0).isTaken(3)).isTrue();
  }

  @Test
  void aLoadThatTooManyChangesCameDuringBeginsAgain() {
    AtomicLong reads = new AtomicLong();
    PoolIndex[] index = new PoolIndex[1];
    Store store =
        new Interrupted(
            pool.store,
            () -> {
              if (reads.getAndIncrement() == 0) {
                for (int i = 0; i <= PoolIndex.MAX_PENDING_CHANGES; i++) {
                  index[0].apply(0, new PoolChange.Taken(new int[0]));
                }
              }
            });
    index[0] = new PoolIndex(store, pool.projectId, loaded -> {});
    PoolSnapshots.assertEqual(index[0].snapshot(0), fresh());
    assertThat(reads).hasValue(2);
  }

  @Test
  void scoresPublishedWhileOthersAreReadAreTheOnesThatAreSeen() {
    pool.putScores(pool.scoreHeader("v1"), score("item-0", 1, 0, 0));
    AtomicLong reads = new AtomicLong();
    PoolIndex[] index = new PoolIndex[1];
    Store store =
        new Interrupted(
            pool.store,
            () -> {
              if (reads.getAndIncrement() == 1) { // the scores, after the items
                pool.putScores(pool.scoreHeader("v2"), score("item-0", 0, 1, 0));
                PoolSnapshot now = pool.snapshot();
                long id = Objects.requireNonNull(now.scoreSetId());
                index[0].apply(now.poolVersion(), new PoolChange.Published(id));
              }
            });
    index[0] = new PoolIndex(store, pool.projectId, loaded -> {});
    assertThat(Objects.requireNonNull(index[0].snapshot(0).scores()).modelVersion())
        .isEqualTo("v2");
    PoolSnapshots.assertEqual(index[0].snapshot(0), fresh());
  }

  @Test
  void aReaderNeverSeesLessThanWasAcknowledgedWhateverIsThrownAway() throws Exception {
    AtomicLong acknowledged = new AtomicLong(pool.snapshot().poolVersion());
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService readers = Executors.newFixedThreadPool(2);
    try {
      List<Future<Long>> results =
          List.of(
              readers.submit(() -> readUntil(done, acknowledged, false)),
              readers.submit(() -> readUntil(done, acknowledged, true)));
      for (int i = 0; i < 300; i++) {
        long wave = taken.take(i % 10);
        acknowledged.incrementAndGet();
        taken.withdraw(wave);
        acknowledged.incrementAndGet();
      }
      done.set(true);
      for (Future<Long> result : results) {
        assertThat(result.get()).isPositive();
      }
    } finally {
      done.set(true);
      readers.shutdown();
    }
    PoolSnapshots.assertEqual(pool.snapshot(), fresh());
  }

  private long readUntil(AtomicBoolean done, AtomicLong acknowledged, boolean forget) {
    long reads = 0;
    long last = 0;
    while (!done.get()) {
      long before = acknowledged.get();
      PoolSnapshot snapshot = pool.snapshot();
      assertThat(snapshot.poolVersion()).isGreaterThanOrEqualTo(Math.max(before, last));
      assertThat(snapshot.takenCount()).isLessThanOrEqualTo(1);
      last = snapshot.poolVersion();
      reads++;
      if (forget) {
        pool.indexes.forget(pool.projectId);
      }
    }
    return reads;
  }
}
