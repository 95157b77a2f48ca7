package dev.assay.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.store.ItemRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.engine.StoreEngines;
import dev.assay.server.store.testkit.SampleRows;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Prints how fast items are stored and scanned; run with {@code -Dassay.speed=true}. Asserts no
 * time.
 */
@EnabledIfSystemProperty(named = "assay.speed", matches = "true")
@Isolated // measures
final class SqliteSpeedTest {
  private static final long CEILING_MICROS = 1_000_000_000_000_000L;
  private static final InstantSource CLOCK = () -> Instant.ofEpochMilli(1_700_000_000_000L);

  @TempDir private Path folder;

  @Test
  void millionItemsInChunks() {
    for (int chunk : new int[] {1_000, 10_000}) {
      for (boolean shuffled : new boolean[] {false, true}) {
        Path file = folder.resolve("items-" + chunk + shuffled);
        try (Store store = StoreEngines.open(file.toString(), StoreOptions.defaults(), CLOCK)) {
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
              rows.add(new ItemRow(from + i, id, null, Map.of("site", "north"), 0, 1));
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
  void lookingAtTheFilesBesideTheCommitThatItFollows() {
    Path file = folder.resolve("watched.db");
    int commits = 2_000;
    try (Store store = StoreEngines.open(file.toString(), StoreOptions.defaults(), CLOCK)) {
      long project = store.write(t -> SampleRows.project(t, "p", CEILING_MICROS)).join();
      FilesInPlace files = new FilesInPlace(file);
      double commitSeconds = 0;
      double lookSeconds = 0;
      for (int i = 0; i < commits; i++) {
        ItemRow row = new ItemRow(i, "item-" + i, null, Map.of(), 0, 1);
        long began = System.nanoTime();
        store
            .write(
                t -> {
                  t.items().insert(project, List.of(row));
                  return true;
                })
            .join();
        commitSeconds += seconds(began);
        began = System.nanoTime();
        files.require();
        lookSeconds += seconds(began);
      }
      print(
          "%,d lone commits: %.0f us each; of which a look at the files is %.1f us: %.2f %%",
          commits,
          commitSeconds / commits * 1e6,
          lookSeconds / commits * 1e6,
          100 * lookSeconds / commitSeconds);
      assertThat(store.isHealthy()).isTrue();
    }
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
