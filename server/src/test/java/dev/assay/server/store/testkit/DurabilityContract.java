package dev.assay.server.store.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.store.ItemRow;
import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.Tables;
import dev.assay.server.store.Transaction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is the same after the store was closed and opened again. */
public abstract class DurabilityContract extends StoreContract {
  protected DurabilityContract(StoreEngine engine) {
    super(engine);
  }

  @Test
  void whatWasAcknowledgedIsThereAfterARestart() {
    long project = project("p");
    change(t -> t.items().insert(project, SampleRows.items(0, 10)));
    reopen(StoreOptions.defaults());
    assertThat(store().<List<ItemRow>>read(t -> t.items().list(project, -1, 100)))
        .isEqualTo(SampleRows.items(0, 10));
    assertThat(project("q")).isEqualTo(project + 1);
  }

  @Test
  void theTokenKeyNeverChanges() {
    byte[] key = store().read(Tables::tokenKey);
    assertThat(key).hasSize(16);
    assertThat(write(Transaction::tokenKey)).isEqualTo(key);
    reopen(StoreOptions.defaults());
    assertThat(store().<byte[]>read(Tables::tokenKey)).isEqualTo(key);
  }

  @Test
  void theClockFollowsTheServers() {
    assertThat(write(Transaction::nowMillis)).isEqualTo(START_MILLIS);
    clockMillis.set(START_MILLIS + 5);
    assertThat(write(Transaction::nowMillis)).isEqualTo(START_MILLIS + 5);
  }

  @Test
  void theClockStandsStillWhileTheServersIsBehind() {
    clockMillis.set(START_MILLIS + 1_000);
    assertThat(write(Transaction::nowMillis)).isEqualTo(START_MILLIS + 1_000);
    clockMillis.set(START_MILLIS + 400);
    assertThat(write(Transaction::nowMillis)).isEqualTo(START_MILLIS + 1_000);
    clockMillis.set(START_MILLIS + 1_001);
    assertThat(write(Transaction::nowMillis)).isEqualTo(START_MILLIS + 1_001);
  }

  @Test
  void theClockNeverRunsBackwardsOverARestart() {
    clockMillis.set(START_MILLIS + 1_000);
    assertThat(write(Transaction::nowMillis)).isEqualTo(START_MILLIS + 1_000);
    clockMillis.set(START_MILLIS - 50_000);
    reopen(StoreOptions.defaults());
    assertThat(write(Transaction::nowMillis)).isEqualTo(START_MILLIS + 1_000);
  }

  @Test
  void aTimeThatOnlyARehearsalSawIsNotTakenBackEither() {
    clockMillis.set(START_MILLIS + 1_000);
    assertThat(store().rehearse(Transaction::nowMillis).join()).isEqualTo(START_MILLIS + 1_000);
    clockMillis.set(START_MILLIS);
    reopen(StoreOptions.defaults());
    assertThat(write(Transaction::nowMillis)).isEqualTo(START_MILLIS + 1_000);
  }

  @Test
  void timeStandsStillWithinOneWork() {
    assertThat(
            this.<Long>write(
                t -> {
                  long before = t.nowMillis();
                  clockMillis.addAndGet(10);
                  return t.nowMillis() - before;
                }))
        .isZero();
  }
}
