package dev.assay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.budget.JournalsRead;
import dev.assay.server.labels.LateFunding;
import dev.assay.server.pool.PoolIndexes;
import dev.assay.server.request.SecretNumbers;
import dev.assay.server.store.Store;
import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.engine.StoreEngines;
import dev.assay.server.store.testkit.SampleRows;
import dev.assay.server.verdict.VerdictModels;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server does by itself is done in small steps. */
class ChoresTest {
  private static final Duration RETENTION = Duration.ofDays(30);

  @TempDir Path folder;

  @Test
  void oldAnswersAreForgottenInStepsAndYoungOnesAreKept() {
    SettableClock clock = new SettableClock();
    int step = Chores.MAX_PURGED_AT_ONCE * Chores.MAX_PURGES_PER_STEP;
    try (Store store =
            StoreEngines.open(
                folder.resolve("assay.db").toString(), StoreOptions.defaults(), clock);
        Chores chores =
            new Chores(
                store,
                clock,
                RETENTION,
                new JournalsRead(),
                lateFunding(store),
                () -> {},
                () -> {},
                () -> {},
                () -> {})) {
      remember(store, "old", step + 1);
      clock.advance(RETENTION);
      remember(store, "young", 1);
      chores.forgetOldAnswers();
      assertThat(knows(store, "old0")).isTrue(); // to the millisecond, it is not too old yet
      clock.advance(Duration.ofMillis(1));
      chores.forgetOldAnswers();
      assertThat(knows(store, "old" + (step - 1))).isFalse();
      assertThat(knows(store, "old" + step)).isTrue();
      chores.forgetOldAnswers();
      assertThat(knows(store, "old" + step)).isFalse();
      assertThat(knows(store, "young0")).isTrue();
    }
  }

  private static LateFunding lateFunding(Store store) {
    SecretNumbers secrets = SecretNumbers.ofStore();
    return new LateFunding(
        secrets, new VerdictModels(store, new PoolIndexes(store, 1 << 20), secrets));
  }

  private static void remember(Store store, String prefix, int count) {
    store
        .write(
            transaction -> {
              for (int i = 0; i < count; i++) {
                transaction
                    .requests()
                    .insert(SampleRows.request("p", prefix + i, transaction.nowMillis()));
              }
              return true;
            })
        .join();
  }

  private static boolean knows(Store store, String requestId) {
    return store.read(tables -> tables.requests().find("p", requestId) != null);
  }
}
