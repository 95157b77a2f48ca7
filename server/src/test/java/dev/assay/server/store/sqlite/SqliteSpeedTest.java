package dev.assay.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.JournalRow;
import dev.assay.server.store.SampleRows;
import dev.assay.server.store.Spending;
import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.BudgetPlan;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Prints what the tables can take; run with {@code -Dassay.speed=true}. Asserts no time. */
@EnabledIfSystemProperty(named = "assay.speed", matches = "true")
final class SqliteSpeedTest {
  private static final long CEILING_MICROS = 1_000_000_000_000_000L;
  private static final InstantSource CLOCK = () -> Instant.ofEpochMilli(1_700_000_000_000L);

  @TempDir private Path folder;

  @Test
  void millionItemsInChunks() {
    for (int chunk : new int[] {1_000, 10_000}) {
      for (boolean shuffled : new boolean[] {false, true}) {
        Path file = folder.resolve("items-" + chunk + shuffled);
        try (SqliteStore store = SqliteStore.open(file, StoreOptions.defaults(), CLOCK)) {
          long project = store.write(t -> SampleRows.project(t, "p", CEILING_MICROS)).join();
          SplittableRandom random = new SplittableRandom(1);
          double writerBegan = writerSeconds();
          long began = System.nanoTime();
          for (int from = 0; from < 1_000_000; from += chunk) {
            List<ItemRow> rows = new ArrayList<>(chunk);
            for (int i = 0; i < chunk; i++) {
              String id =
                  shuffled
                      ? String.format(Locale.ROOT, "%016x%016x", random.nextLong(), from + i)
                      : "item-" + (1_000_000 + from + i);
              rows.add(new ItemRow(from + i, id, null, Map.of("site", "north"), 1));
            }
            store
                .write(
                    t -> {
                      List<String> ids = rows.stream().map(ItemRow::itemId).toList();
                      if (!t.items().findAll(project, ids).isEmpty()) {
                        throw new IllegalStateException("not new");
                      }
                      t.items().insert(project, rows);
                      return true;
                    })
                .join();
          }
          print(
              "1,000,000 items, chunks of %,d, %s ids: %.1f s, of which the writer's processor time"
                  + " %.1f s",
              chunk,
              shuffled ? "random" : "ascending",
              seconds(began),
              writerSeconds() - writerBegan);
          began = System.nanoTime();
          AtomicInteger count = new AtomicInteger();
          store.read(
              t -> {
                t.items().scan(project, row -> count.incrementAndGet());
                return true;
              });
          print("  scanned in %.1f s", seconds(began));
          assertThat(count).hasValue(1_000_000);
        }
      }
    }
  }

  @Test
  void batchesOfAssignments() throws Exception {
    for (int size : new int[] {50, 1}) {
      grants(size, 200_000 / (size == 1 ? 2 : 1) / size); // warms up
      grants(size, 1_000_000 / (size == 1 ? 5 : 1) / size);
    }
  }

  private void grants(int size, int batches) throws Exception {
    int callers = 64;
    Path file = folder.resolve("grants-" + size + "-" + batches);
    ConcurrentHistogram micros = new ConcurrentHistogram(3);
    try (SqliteStore store = SqliteStore.open(file, StoreOptions.defaults(), CLOCK)) {
      long project = store.write(t -> SampleRows.project(t, "p", CEILING_MICROS)).join();
      int[] ordinals = shuffled(size * batches);
      AtomicInteger failed = new AtomicInteger();
      Semaphore free = new Semaphore(callers);
      double writerBegan = writerSeconds();
      long began = System.nanoTime();
      for (int b = 0; b < batches; b++) {
        int batch = b;
        free.acquire();
        long asked = System.nanoTime();
        var unused =
            store
                .write(t -> grant(t, project, batch, size, ordinals))
                .whenComplete(
                    (ids, thrown) -> {
                      micros.recordValue((System.nanoTime() - asked) / 1_000);
                      if (thrown != null) {
                        failed.incrementAndGet();
                      }
                      free.release();
                    });
      }
      free.acquire(callers);
      double seconds = seconds(began);
      print(
          "batches of %d, %d callers: %,.0f assignments/s, %,.0f batches/s, p50 %.1f ms, p99 %.1f"
              + " ms, file %,d MiB; the writer's processor time alone: %,.0f assignments/s",
          size,
          callers,
          size * batches / seconds,
          batches / seconds,
          micros.getValueAtPercentile(50) / 1000.0,
          micros.getValueAtPercentile(99) / 1000.0,
          Files.size(file) >> 20,
          size * batches / (writerSeconds() - writerBegan));
      assertThat(failed).hasValue(0);
    }
  }

  private static int[] shuffled(int count) {
    SplittableRandom random = new SplittableRandom(7);
    int[] ordinals = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      ordinals[i] = ordinals[j];
      ordinals[j] = i;
    }
    return ordinals;
  }

  private static long[] grant(Transaction t, long project, int batch, int size, int[] ordinals) {
    String request =
        UUID.nameUUIDFromBytes(new byte[] {(byte) batch, (byte) (batch >> 8), (byte) (batch >> 16)})
            .toString();
    if (t.requests().find("p", request) != null) {
      throw new IllegalStateException("not new");
    }
    long sequence = t.progress().nextAuditSequence(project);
    var budget = t.budgets().get(project);
    List<AssignmentRow> assignments = new ArrayList<>(size);
    List<TaskRow> tasks = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      int ordinal = ordinals[batch * size + i];
      TaskRow task = SampleRows.task(project, ordinal, 1, batch * size + i);
      tasks.add(task);
      assignments.add(
          SampleRows.assignment(task, "annotator-" + batch % 64, CLOCK.millis() + batch, sequence));
    }
    long[] ids = t.assignments().insert(assignments);
    t.tasks().insert(tasks);
    long held = budget.heldMicros();
    List<JournalRow> entries = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      held += SampleRows.PRICE_MICROS;
      entries.add(SampleRows.entry(project, budget.journalSequence() + 1 + i, held));
    }
    t.budgets().append(entries);
    t.budgets()
        .update(
            new BudgetRow(
                project,
                budget.ceilingMicros(),
                budget.targetMicros(),
                null,
                new Spending(0, held, 0, budget.openAssignmentCount() + size, 0),
                0,
                0,
                budget.watch(),
                BudgetPlan.getDefaultInstance(),
                budget.journalSequence() + size,
                1,
                t.nowMillis()));
    t.progress().addServed(project, size);
    t.audit().append(project, SampleRows.event(sequence, size));
    t.requests().insert(SampleRows.request("p", request, t.nowMillis()));
    return ids;
  }

  /** Processor time of the writer's thread: what it would reach with a core of its own. */
  private static double writerSeconds() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (info != null && info.getThreadName().equals("store-writer")) {
        return threads.getThreadCpuTime(info.getThreadId()) / 1e9;
      }
    }
    throw new IllegalStateException("no writer");
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
