package dev.assay.server.store.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.failure.Overloaded;
import dev.assay.server.failure.ShuttingDown;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.Tables;
import dev.assay.server.store.Transaction;
import dev.assay.v1.Project;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Works and questions: what they see, what stays, and who is told when. */
public abstract class TransactionContract extends StoreContract {
  protected TransactionContract(StoreEngine engine) {
    super(engine);
  }

  private List<String> names() {
    return store()
        .read(t -> t.projects().list("", true, 100).stream().map(ProjectRow::name).toList());
  }

  private static long insert(Transaction t, String name) {
    return t.projects().insert(name, Project.getDefaultInstance(), t.nowMillis());
  }

  @Test
  void whatWasAcknowledgedIsRead() {
    assertThat(this.<Long>write(t -> insert(t, "a"))).isPositive();
    assertThat(names()).containsExactly("a");
  }

  @Test
  void workSeesItsOwnChanges() {
    assertThat(
            this.<String>write(
                t -> {
                  insert(t, "a");
                  return requireNonNull(t.projects().find("a")).name();
                }))
        .isEqualTo("a");
  }

  @Test
  void workThatThrowsLeavesNoTraceAndNoEffect() {
    List<String> effects = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<Object> future =
        store()
            .write(
                t -> {
                  insert(t, "a");
                  t.afterCommit(() -> effects.add("a"));
                  throw new IllegalArgumentException("no");
                });
    assertThatThrownBy(future::join).hasCauseInstanceOf(IllegalArgumentException.class);
    write(t -> insert(t, "b"));
    assertThat(effects).isEmpty();
    assertThat(names()).containsExactly("b");
  }

  @Test
  void errorsOfAWorkAreItsOwn() {
    CompletableFuture<Object> future =
        store()
            .write(
                t -> {
                  throw new StackOverflowError("as if");
                });
    assertThatThrownBy(future::join).hasCauseInstanceOf(StackOverflowError.class);
    assertThat(this.<Boolean>write(t -> true)).isTrue();
    assertThat(store().isHealthy()).isTrue();
  }

  @Test
  void worksOfOneGroupAreUndoneOneByOne() {
    Held held = holdWriter();
    CompletableFuture<Long> first = store().write(t -> insert(t, "first"));
    CompletableFuture<Object> second =
        store()
            .write(
                t -> {
                  insert(t, "second");
                  throw new IllegalArgumentException("no");
                });
    CompletableFuture<List<String>> third =
        store()
            .write(
                t -> {
                  insert(t, "third");
                  return t.projects().list("", true, 10).stream().map(ProjectRow::name).toList();
                });
    held.release();
    assertThat(third.join()).containsExactly("first", "third");
    assertThat(second).isCompletedExceptionally();
    assertThat(first.join()).isPositive();
    assertThat(names()).containsExactly("first", "third");
  }

  @Test
  void numbersOfAWorkThatIsUndoneAreGivenAgain() {
    long first = write(t -> insert(t, "a"));
    assertThat(store().rehearse(t -> insert(t, "b")).join()).isEqualTo(first + 1);
    assertThat(this.<Long>write(t -> insert(t, "c"))).isEqualTo(first + 1);
    assertThat(this.<Long>write(t -> insert(t, "d"))).isEqualTo(first + 2);
  }

  @Test
  void effectsRunInTheOrderOfTheWorksBeforeAnybodyIsTold() {
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    Held held = holdWriter();
    List<CompletableFuture<Void>> told = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      told.add(
          store()
              .write(
                  t -> {
                    t.afterCommit(() -> seen.add(name + "1"));
                    t.afterCommit(() -> seen.add(name + "2"));
                    return insert(t, name);
                  })
              .thenAccept(id -> seen.add("told " + name)));
    }
    held.release();
    CompletableFuture.allOf(told.toArray(CompletableFuture[]::new)).join();
    // The works may be committed as one group or as several.
    assertThat(seen)
        .filteredOn(text -> !text.startsWith("told"))
        .containsExactly("a1", "a2", "b1", "b2", "c1", "c2");
    for (String name : List.of("a", "b", "c")) {
      assertThat(seen).containsSubsequence(name + "2", "told " + name);
    }
  }

  @Test
  void effectsSeeTheCommit() {
    AtomicReference<List<String>> seen = new AtomicReference<>(List.of());
    write(
        t -> {
          t.afterCommit(() -> seen.set(names()));
          return insert(t, "a");
        });
    assertThat(seen.get()).containsExactly("a");
  }

  @Test
  void rehearsalAnswersAndChangesNothing() {
    List<String> effects = Collections.synchronizedList(new ArrayList<>());
    int count =
        store()
            .rehearse(
                t -> {
                  insert(t, "a");
                  t.afterCommit(() -> effects.add("a"));
                  return t.projects().list("", true, 10).size();
                })
            .join();
    assertThat(count).isEqualTo(1);
    assertThat(names()).isEmpty();
    assertThat(effects).isEmpty();
  }

  @Test
  void dependentsDoNotRunOnTheWriter() {
    Set<String> writers = ConcurrentHashMap.newKeySet();
    Set<String> dependents = ConcurrentHashMap.newKeySet();
    Held held = holdWriter();
    CompletableFuture<Boolean> dependent =
        store()
            .write(t -> writers.add(Thread.currentThread().getName()))
            .thenApply(result -> dependents.add(Thread.currentThread().getName()));
    held.release();
    dependent.join();
    assertThat(dependents).doesNotContainAnyElementsOf(writers);
  }

  @Test
  void everyWorkOfSixtyFourCallersHappensOnce() {
    long project = project("p");
    Set<Long> versions = ConcurrentHashMap.newKeySet();
    List<Thread> callers =
        IntStream.range(0, 64)
            .mapToObj(
                caller ->
                    new Thread(
                        () -> {
                          for (int i = 0; i < 25; i++) {
                            versions.add(write(t -> t.progress().nextPoolVersion(project)));
                          }
                        }))
            .toList();
    callers.forEach(Thread::start);
    callers.forEach(TransactionContract::join);
    assertThat(versions).hasSize(1600);
    assertThat(store().<Long>read(t -> t.progress().get(project).poolVersion())).isEqualTo(1600);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aFullQueueRefusesAtOnceAndSaysWhenToComeBack() {
    reopen(StoreOptions.defaults().withQueueLimit(3));
    Held held = holdWriter();
    List<CompletableFuture<Long>> waiting =
        List.of("a", "b", "c").stream().map(name -> store().write(t -> insert(t, name))).toList();
    CompletableFuture<Long> refused = store().write(t -> insert(t, "d"));
    assertThat(refused).isCompletedExceptionally();
    assertThatThrownBy(refused::join)
        .hasCauseInstanceOf(Overloaded.class)
        .hasMessageContaining("3 requests wait");
    held.release();
    waiting.forEach(CompletableFuture::join);
    assertThat(names()).containsExactly("a", "b", "c");
    assertThat(this.<Long>write(t -> insert(t, "d"))).isPositive();
  }

  @Test
  void aQuestionSeesOneInstant() {
    write(t -> insert(t, "a"));
    List<List<String>> seen =
        store()
            .read(
                t -> {
                  List<String> before =
                      t.projects().list("", true, 10).stream().map(ProjectRow::name).toList();
                  write(w -> insert(w, "b"));
                  List<String> after =
                      t.projects().list("", true, 10).stream().map(ProjectRow::name).toList();
                  return List.of(before, after);
                });
    assertThat(seen.get(1)).isEqualTo(seen.get(0)).containsExactly("a");
    assertThat(names()).containsExactly("a", "b");
  }

  @Test
  void questionsDoNotWaitForTheWriter() {
    write(t -> insert(t, "a"));
    Held held = holdWriter();
    assertThat(names()).containsExactly("a");
    held.release();
  }

  @Test
  void aQuestionThatThrowsLeavesTheReaderUsable() {
    reopen(StoreOptions.defaults().withReaders(1, 1_000, 10_000));
    assertThatThrownBy(
            () ->
                store()
                    .read(
                        t -> {
                          throw new IllegalArgumentException("no");
                        }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(names()).isEmpty();
  }

  @Test
  void aQuestionThatGetsNoReaderInTimeIsRefused() {
    reopen(StoreOptions.defaults().withReaders(1, 20, 10_000));
    CountDownLatch asking = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    CompletableFuture<Boolean> slow =
        CompletableFuture.supplyAsync(
            () ->
                store()
                    .read(
                        t -> {
                          asking.countDown();
                          return awaits(answered);
                        }));
    assertThat(awaits(asking)).isTrue();
    assertThatThrownBy(this::names).isInstanceOf(Overloaded.class);
    answered.countDown();
    assertThat(slow.join()).isTrue();
    assertThat(names()).isEmpty();
  }

  @Test
  void tablesDoNotOutliveTheirTransaction() {
    AtomicReference<Tables> kept = new AtomicReference<>();
    write(
        t -> {
          kept.set(t);
          return true;
        });
    assertThatThrownBy(() -> requireNonNull(kept.get()).projects().find("a"))
        .isInstanceOf(IllegalStateException.class);
    store()
        .read(
            t -> {
              kept.set(t);
              return true;
            });
    assertThatThrownBy(() -> requireNonNull(kept.get()).projects().find("a"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aTransactionIsItsOwnThreads() {
    assertThatThrownBy(() -> write(t -> CompletableFuture.supplyAsync(() -> insert(t, "a")).join()))
        .hasRootCauseInstanceOf(IllegalStateException.class);
    assertThat(names()).isEmpty();
  }

  @Test
  void closingFinishesWhatWasTaken() {
    Held held = holdWriter();
    List<CompletableFuture<Long>> taken =
        List.of("a", "b").stream().map(name -> store().write(t -> insert(t, name))).toList();
    CompletableFuture<Void> closing = CompletableFuture.runAsync(store()::close);
    held.release();
    closing.join();
    taken.forEach(CompletableFuture::join);
    reopen(StoreOptions.defaults());
    assertThat(names()).containsExactly("a", "b");
  }

  @Test
  void aClosedStoreRefuses() {
    Store closed = store();
    closed.close();
    assertThatThrownBy(() -> closed.write(t -> insert(t, "a")).join())
        .hasCauseInstanceOf(ShuttingDown.class);
    assertThatThrownBy(() -> closed.read(t -> t.projects().list("", true, 1)))
        .isInstanceOf(ShuttingDown.class);
    closed.close();
  }

  @Test
  void everyTakenWorkIsAnsweredWhenTheStoreClosesUnderLoad() {
    for (int round = 0; round < 5; round++) {
      Store current = store();
      Set<CompletableFuture<Boolean>> futures = ConcurrentHashMap.newKeySet();
      CountDownLatch enough = new CountDownLatch(200);
      List<Thread> callers =
          IntStream.range(0, 4)
              .mapToObj(
                  caller ->
                      new Thread(
                          () -> {
                            CompletableFuture<Boolean> last;
                            do {
                              last = current.write(t -> true);
                              futures.add(last);
                              enough.countDown();
                            } while (!last.isCompletedExceptionally());
                          }))
              .toList();
      callers.forEach(Thread::start);
      assertThat(awaits(enough)).isTrue();
      current.close();
      callers.forEach(TransactionContract::join);
      CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
          .handle((done, thrown) -> true)
          .join();
      reopen(StoreOptions.defaults());
    }
  }

  @Test
  void aNumberThatWasRolledBackIsGivenAgain() {
    long project = project("p");
    AssignmentRow row = SampleRows.assignment(SampleRows.task(project, 0, 1, 0), "ann", 100, 3);
    assertThat(store().<Long>rehearse(t -> SampleRows.insert(t, row)).join()).isEqualTo(1);
    assertThat(this.<Long>write(t -> SampleRows.insert(t, row))).isEqualTo(1);
  }
}
