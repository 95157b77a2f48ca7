package dev.assay.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.failure.StoreFailed;
import dev.assay.server.failure.StoreFull;
import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.ConstraintViolated;
import dev.assay.server.store.InvariantBroken;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.StoreFileLost;
import dev.assay.server.store.StoreOpenException;
import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.Transaction;
import dev.assay.server.store.engine.StoreEngines;
import dev.assay.server.store.testkit.SampleRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What happens when the disk, the schema or the code fails: the writer stops, nothing is hidden.
 */
@Timeout(60)
final class SqliteFailureTest {
  private static final InstantSource CLOCK = () -> Instant.ofEpochMilli(1_700_000_000_000L);

  @TempDir private Path folder = Path.of("");

  private final LinkedBlockingQueue<Throwable> reported = new LinkedBlockingQueue<>();
  private final StoreOptions options = StoreOptions.defaults().withOnFatal(reported::add);

  private Store open(UnaryOperator<Connection> through) {
    return StoreEngines.over(
        SqliteEngine.open(folder.resolve("assay.db"), options, CLOCK, through), options, CLOCK);
  }

  private Store open() {
    return open(UnaryOperator.identity());
  }

  private static List<String> names(Store store) {
    return store.read(
        t -> t.projects().list("", true, 100).stream().map(ProjectRow::name).toList());
  }

  private static Long insert(Transaction t, String name) {
    return SampleRows.project(t, name, 1_000);
  }

  private void assertStopped(Store store, Class<? extends Throwable> cause)
      throws InterruptedException {
    assertThat(reported.poll(30, TimeUnit.SECONDS)).isInstanceOf(cause);
    assertThat(store.isHealthy()).isFalse();
    assertThatThrownBy(() -> store.write(t -> insert(t, "later")).join())
        .hasCauseInstanceOf(StoreFailed.class);
    assertThat(reported).isEmpty();
  }

  /** Lets commits through until it is armed; then each fails, before or after it was done. */
  private static final class FailingCommits implements UnaryOperator<Connection> {
    final AtomicBoolean armed = new AtomicBoolean();
    final AtomicInteger failures = new AtomicInteger();
    private final boolean afterwards;

    FailingCommits(boolean afterwards) {
      this.afterwards = afterwards;
    }

    @Override
    public Connection apply(Connection connection) {
      return ConnectionProxy.of(
          connection,
          (method, arguments, through) -> {
            boolean commit =
                method.equals("setAutoCommit") && arguments != null && arguments[0].equals(true);
            if (!commit || !armed.get()) {
              return through.call();
            }
            failures.incrementAndGet();
            if (afterwards) {
              through.call();
            }
            throw new SQLException("[SQLITE_IOERR_FSYNC] Error I/O error in fsync()");
          });
    }
  }

  @Test
  void aCommitThatFailsStopsTheWriterAndIsNotTriedAgain() throws InterruptedException {
    FailingCommits commits = new FailingCommits(false);
    try (Store store = open(commits)) {
      store.write(t -> insert(t, "before")).join();
      commits.armed.set(true);
      CountDownLatch release = new CountDownLatch(1);
      List<CompletableFuture<Long>> group = new ArrayList<>();
      CompletableFuture<Boolean> first = store.write(t -> awaits(release));
      for (String name : List.of("a", "b", "c")) {
        group.add(store.write(t -> insert(t, name)));
      }
      List<String> effects = new ArrayList<>();
      group.add(
          store.write(
              t -> {
                t.afterCommit(() -> effects.add("ran"));
                return insert(t, "d");
              }));
      release.countDown();
      group.forEach(
          future -> assertThatThrownBy(future::join).hasCauseInstanceOf(StoreFailed.class));
      assertThatThrownBy(first::join).hasCauseInstanceOf(StoreFailed.class);
      assertStopped(store, StoreFailed.class);
      assertThat(effects).isEmpty();
      assertThat(commits.failures).hasValue(1);
      assertThat(names(store)).containsExactly("before");
    }
    try (Store store = open()) {
      assertThat(names(store)).containsExactly("before");
      store.write(t -> insert(t, "after")).join();
    }
  }

  @Test
  void aCommitThatSaysItFailedMayHaveHappened() throws InterruptedException {
    FailingCommits commits = new FailingCommits(true);
    try (Store store = open(commits)) {
      commits.armed.set(true);
      CompletableFuture<Long> unknown = store.write(t -> insert(t, "a"));
      assertThatThrownBy(unknown::join).hasCauseInstanceOf(StoreFailed.class);
      assertStopped(store, StoreFailed.class);
    }
    try (Store store = open()) {
      assertThat(names(store)).containsExactly("a");
    }
  }

  @Test
  void aFullDiskTakesNothingLosesNothingAndHasRoomAgainWithoutARestart() throws Exception {
    AtomicReference<Connection> writer = new AtomicReference<>();
    int acknowledged = 0;
    try (Store store =
        open(
            connection -> {
              writer.set(connection);
              return limitPages(connection, 120);
            })) {
      long project = store.write(t -> insert(t, "p")).join();
      CompletableFuture<Boolean> last = store.write(t -> true);
      while (!last.isCompletedExceptionally()) {
        List<ItemRow> rows = SampleRows.items(acknowledged * 100, 100);
        last = store.write(t -> insertItems(t, project, rows));
        acknowledged += last.handle((done, thrown) -> thrown == null ? 1 : 0).join();
      }
      assertThatThrownBy(last::join)
          .hasCauseInstanceOf(StoreFull.class)
          .hasMessageContaining("this change was not applied");
      assertThat(store.isFull()).isTrue();
      assertThat(store.isHealthy()).isTrue();
      int count = acknowledged * 100;
      assertThat(count).isPositive();
      assertThat(itemCount(store)).isEqualTo(count);
      CompletableFuture<Boolean> again =
          store.write(t -> insertItems(t, project, SampleRows.items(count, 100)));
      assertThatThrownBy(again::join).hasCauseInstanceOf(StoreFull.class);

      limitPages(Objects.requireNonNull(writer.get()), 10_000);
      store.write(t -> insertItems(t, project, SampleRows.items(count, 100))).join();
      assertThat(store.isFull()).isFalse();
      assertThat(itemCount(store)).isEqualTo(count + 100);
      assertThat(names(store)).containsExactly("p");
    }
    try (Store store = open()) {
      assertThat(itemCount(store)).isEqualTo(acknowledged * 100 + 100);
    }
  }

  private static boolean insertItems(Transaction transaction, long project, List<ItemRow> rows) {
    transaction.items().insert(project, rows);
    return true;
  }

  private static int itemCount(Store store) {
    return store.read(t -> t.items().list(1, -1, 1_000_000).size());
  }

  private static Connection limitPages(Connection connection, int pages) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA max_page_count = " + pages);
      return connection;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aStoreThatIsRemovedIsNotWrittenToAnyMore() throws Exception {
    assertLost(Files::delete);
    assertThat(folder.resolve("assay.db-wal")).doesNotExist();
    Path log = folder.resolve("assay.db-wal.lost-1");
    assertThat(log).isNotEmptyFile();
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreOpenException.class)
        .hasMessageContaining("is missing and its log assay.db-wal.lost-1 is there");
    assertThat(folder.resolve("assay.db")).doesNotExist();
    Files.delete(log);
    open().close();
  }

  @Test
  void aStoreThatWasMovedAndIsPutBackWithItsLogIsComplete() throws Exception {
    Path elsewhere = folder.resolve("elsewhere.db");
    assertLost(file -> Files.move(file, elsewhere));
    Files.move(elsewhere, folder.resolve("assay.db"));
    Files.move(folder.resolve("assay.db-wal.lost-1"), folder.resolve("assay.db-wal"));
    try (Store store = open()) {
      assertThat(names(store)).contains("before");
    }
  }

  @Test
  void aStoreThatIsReplacedIsNotWrittenToAnyMoreAndItsLogIsNotReadWithTheOther() throws Exception {
    Path other = folder.resolve("other.db");
    try (Store store = StoreEngines.open(other.toString(), options, CLOCK)) {
      store.write(t -> insert(t, "of-the-other")).join();
    }
    assertLost(file -> Files.move(other, file, StandardCopyOption.REPLACE_EXISTING));
    try (Store store = open()) {
      assertThat(names(store)).containsExactly("of-the-other");
    }
  }

  @Test
  void aLogThatIsRemovedEndsTheWriter() throws Exception {
    assertLost(file -> Files.delete(file.resolveSibling("assay.db-wal")));
  }

  /** What may happen to a file. */
  private interface Mishap {
    void to(Path file) throws IOException;
  }

  private void assertLost(Mishap mishap) throws Exception {
    try (Store store = open()) {
      store.write(t -> insert(t, "before")).join();
      mishap.to(folder.resolve("assay.db"));
      CompletableFuture<Long> lost = store.write(t -> insert(t, "lost"));
      assertThatThrownBy(lost::join).hasCauseInstanceOf(StoreFailed.class);
      assertThatThrownBy(() -> names(store)).isInstanceOf(StoreFailed.class);
      assertStopped(store, StoreFailed.class);
      assertThatThrownBy(lost::join).hasRootCauseInstanceOf(StoreFileLost.class);
    }
  }

  @Test
  void aBalanceOverTheCeilingStopsTheWriterAndNothingOfItsGroupStays() throws Exception {
    try (Store store = open()) {
      long project = store.write(t -> insert(t, "p")).join();
      CountDownLatch release = new CountDownLatch(1);
      CompletableFuture<Boolean> first = store.write(t -> awaits(release));
      CompletableFuture<Long> innocent = store.write(t -> insert(t, "q"));
      CompletableFuture<Boolean> guilty =
          store.write(
              t -> {
                t.budgets().update(SampleRows.budget(project, 1_000, 600, 401));
                return true;
              });
      release.countDown();
      assertThatThrownBy(guilty::join)
          .hasCauseInstanceOf(InvariantBroken.class)
          .hasMessageContaining("heldMicros=401");
      assertThatThrownBy(innocent::join).hasCauseInstanceOf(StoreFailed.class);
      assertThatThrownBy(first::join).hasCauseInstanceOf(StoreFailed.class);
      assertStopped(store, InvariantBroken.class);
    }
    try (Store store = open()) {
      assertThat(names(store)).containsExactly("p");
      assertThat(store.<BudgetRow>read(t -> t.budgets().get(1)))
          .isEqualTo(SampleRows.budget(1, 1_000, 0, 0));
    }
  }

  @Test
  void aBrokenInvariantCannotBeSwallowed() throws Exception {
    try (Store store = open()) {
      store.write(t -> insert(t, "p")).join();
      CompletableFuture<String> swallowed =
          store.write(
              t -> {
                try {
                  t.budgets().append(List.of(SampleRows.entry(1, 1, 1), SampleRows.entry(1, 1, 2)));
                } catch (InvariantBroken e) {
                  return "never mind";
                }
                return "well";
              });
      assertThatThrownBy(swallowed::join).hasCauseInstanceOf(StoreFailed.class);
      assertStopped(store, InvariantBroken.class);
    }
  }

  @Test
  void aRefusedRowIsTheWorksOwnAffair() {
    try (Store store = open()) {
      CompletableFuture<String> work =
          store.write(
              t -> {
                insert(t, "p");
                try {
                  insert(t, "p");
                } catch (ConstraintViolated e) {
                  insert(t, "q");
                  return "q instead";
                }
                return "p twice";
              });
      assertThat(work.join()).isEqualTo("q instead");
      assertThat(names(store)).containsExactly("p", "q");
      assertThatThrownBy(
              () ->
                  store
                      .write(
                          t -> {
                            t.items().insert(1, List.of(new ItemRow(0, "i", -1L, Map.of(), 0, 0)));
                            return true;
                          })
                      .join())
          .hasCauseInstanceOf(ConstraintViolated.class);
      assertThat(store.isHealthy()).isTrue();
    }
  }

  @Test
  void anEffectThatThrowsStopsTheWriterAfterItsGroupWasAnswered() throws Exception {
    try (Store store = open()) {
      CompletableFuture<Long> work =
          store.write(
              t -> {
                t.afterCommit(
                    () -> {
                      throw new IllegalArgumentException("an index is out of step");
                    });
                return insert(t, "p");
              });
      assertThat(work.join()).isPositive();
      assertStopped(store, IllegalArgumentException.class);
      assertThat(names(store)).containsExactly("p");
    }
  }

  @Test
  void aListenerThatThrowsKeepsNobodyWaiting() {
    StoreOptions throwing =
        options.withOnFatal(
            cause -> {
              throw new IllegalStateException("no");
            });
    FailingCommits commits = new FailingCommits(false);
    commits.armed.set(true);
    try (Store store =
        StoreEngines.over(
            SqliteEngine.open(folder.resolve("assay.db"), throwing, CLOCK, commits),
            throwing,
            CLOCK)) {
      CompletableFuture<Long> work = store.write(t -> insert(t, "p"));
      assertThatThrownBy(work::join).hasCauseInstanceOf(StoreFailed.class);
    }
  }

  @Test
  void aGroupIsOneCommit() {
    AtomicInteger commits = new AtomicInteger();
    try (Store store =
        open(
            connection ->
                ConnectionProxy.of(
                    connection,
                    (method, arguments, through) -> {
                      if (method.equals("setAutoCommit")
                          && arguments != null
                          && arguments[0].equals(true)) {
                        commits.incrementAndGet();
                      }
                      return through.call();
                    }))) {
      CountDownLatch release = new CountDownLatch(1);
      List<CompletableFuture<?>> works = new ArrayList<>();
      works.add(store.write(t -> awaits(release)));
      for (int i = 0; i < 255; i++) {
        String name = "p" + i;
        works.add(store.write(t -> insert(t, name)));
      }
      release.countDown();
      CompletableFuture.allOf(works.toArray(CompletableFuture[]::new)).join();
      assertThat(commits.get()).isLessThan(30);
    }
  }

  @Test
  void aQuestionThatTakesTooLongIsEnded() {
    StoreOptions hasty = options.withReaders(1, 1_000, 50);
    try (Store store = StoreEngines.open(folder.resolve("assay.db").toString(), hasty, CLOCK)) {
      store
          .write(
              t -> {
                insert(t, "p");
                t.items().insert(1, SampleRows.items(0, 5_000));
                return true;
              })
          .join();
      assertThatThrownBy(
              () ->
                  store.read(
                      t -> {
                        for (int i = 0; i < 100_000; i++) {
                          t.items().scan(1, item -> {});
                        }
                        return true;
                      }))
          .isInstanceOf(StoreFailed.class);
      assertThat(names(store)).containsExactly("p");
      assertThat(store.isHealthy()).isTrue();
    }
  }

  private static boolean awaits(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
