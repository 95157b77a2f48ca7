package dev.assay.server.pool;

import com.google.protobuf.ByteString;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.store.WaveItemRow;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes, serves, settles and releases items as the planner and the batches do. */
final class TakenItems {
  private final PoolFixture pool;

  TakenItems(PoolFixture pool) {
    this.pool = pool;
  }

  /** Opens a wave with the items and returns its number. */
  long take(int... ordinals) {
    return pool.store.write(transaction -> take(transaction, true, ordinals)).join();
  }

  /** The same, but the index is not told. */
  long takeUntold(int... ordinals) {
    return pool.store.write(transaction -> take(transaction, false, ordinals)).join();
  }

  private long take(Transaction transaction, boolean tell, int... ordinals) {
    long projectId = pool.projectId;
    long number = transaction.progress().get(projectId).lastWaveNumber() + 1;
    List<WaveItemRow> items = new ArrayList<>();
    for (int i = 0; i < ordinals.length; i++) {
      items.add(
          new WaveItemRow(number, i, ordinals[i], .5, Slice.SLICE_EXPLORE, .1, 0, -1, 0, false));
    }
    transaction.waves().insert(wave(number, ordinals.length), items);
    transaction.progress().setLastWaveNumber(projectId, number);
    long version = transaction.progress().nextPoolVersion(projectId);
    if (tell) {
      transaction.afterCommit(() -> pool.indexes.taken(projectId, version, ordinals));
    }
    return number;
  }

  private WaveRow wave(long number, int drawCount) {
    return new WaveRow(
        pool.projectId,
        number,
        new WaveRow.Basis(1, null, null, "random", .3, 3, number),
        new WaveRow.Counts(drawCount, drawCount, drawCount),
        new WaveRow.Controls(0, 0, new double[0], Double.NaN, Double.NaN, Double.NaN, Double.NaN),
        ByteString.EMPTY,
        number,
        0,
        WaveRow.Serving.NONE);
  }

  /** Serves the first items of a wave. */
  void serve(long number, int count) {
    pool.store
        .write(
            transaction -> {
              List<TaskRow> tasks = new ArrayList<>();
              for (WaveItemRow item : transaction.waves().items(pool.projectId, number, 0, count)) {
                tasks.add(task(item, null, null));
              }
              transaction.tasks().insert(tasks);
              transaction.waves().setNextPosition(pool.projectId, number, count);
              transaction.progress().addServed(pool.projectId, count);
              return count;
            })
        .join();
  }

  /** Gives a served item its verdict. */
  void settle(long number, int position, String verdict) {
    pool.store
        .write(
            transaction -> {
              WaveItemRow item =
                  transaction.waves().items(pool.projectId, number, position, 1).get(0);
              int settled = transaction.progress().nextSettled(pool.projectId);
              transaction.tasks().update(task(item, verdict, settled));
              return settled;
            })
        .join();
  }

  private TaskRow task(
      WaveItemRow item, @Nullable String verdict, @Nullable Integer settledSequence) {
    return new TaskRow(
        pool.projectId,
        item.ordinal(),
        item.waveNumber(),
        item.position(),
        item.slice(),
        verdict == null ? 0 : 2,
        verdict == null ? 1 : 0,
        0,
        verdict,
        verdict == null ? 0 : 2,
        settledSequence,
        0,
        false);
  }

  /** Withdraws the unserved rest of a wave. */
  void withdraw(long number) {
    pool.store
        .write(
            transaction -> {
              long projectId = pool.projectId;
              WaveRow wave = Objects.requireNonNull(transaction.waves().find(projectId, number));
              int[] rest =
                  transaction
                      .waves()
                      .items(projectId, number, wave.nextPosition(), wave.unservedCount())
                      .stream()
                      .mapToInt(WaveItemRow::ordinal)
                      .toArray();
              transaction.waves().close(projectId, number, WaveRow.State.WITHDRAWN, number);
              long version = transaction.progress().nextPoolVersion(projectId);
              transaction.afterCommit(() -> pool.indexes.released(projectId, version, rest));
              return number;
            })
        .join();
  }
}
