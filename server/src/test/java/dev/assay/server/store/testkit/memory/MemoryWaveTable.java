package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.DrawnItemRow;
import dev.assay.server.store.GoldRow;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.WaveItemRow;
import dev.assay.server.store.WaveRow;
import dev.assay.server.store.WaveTable;
import dev.assay.v1.WaveInputs;
import dev.assay.v1.WaveOpinion;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Waves by project and number, their items by place. */
record MemoryWaveTable(OpenBook book) implements WaveTable {

  @Override
  public @Nullable WaveRow find(long projectId, long waveNumber) {
    return book.get().waves().get(Key.of(projectId, waveNumber));
  }

  @Override
  public List<WaveRow> list(long projectId) {
    return List.copyOf(book.get().waves().between(Key.of(projectId, 0), Key.of(projectId + 1, 0)));
  }

  @Override
  public List<WaveRow> open(long projectId) {
    return list(projectId).stream().filter(wave -> wave.state() == WaveRow.State.OPEN).toList();
  }

  @Override
  public void insert(WaveRow wave, List<WaveItemRow> items) {
    book.get().waves().insert(Key.of(wave.projectId(), wave.waveNumber()), wave);
    putItems(wave.projectId(), items);
  }

  @Override
  public int removeItems(long projectId, long waveNumber, int limit) {
    List<WaveItemRow> items = items(projectId, waveNumber, 0, limit);
    for (WaveItemRow item : items) {
      book.get().waveItems().remove(Key.of(projectId, waveNumber, item.position()));
    }
    return items.size();
  }

  @Override
  public void putItems(long projectId, List<WaveItemRow> items) {
    for (WaveItemRow item : items) {
      Sheet.require(
          item.inclusionProbability() > 0 && item.inclusionProbability() <= 1,
          "an inclusion probability is in (0, 1]");
      book.get().waveItems().insert(Key.of(projectId, item.waveNumber(), item.position()), item);
    }
  }

  @Override
  public void putInputs(long projectId, long waveNumber, WaveInputs inputs) {
    book.get().waveInputs().insert(Key.of(projectId, waveNumber), inputs);
  }

  @Override
  public @Nullable WaveInputs inputs(long projectId, long waveNumber) {
    return book.get().waveInputs().get(Key.of(projectId, waveNumber));
  }

  @Override
  public void putOpinion(long projectId, WaveOpinion opinion) {
    book.get().waveOpinions().insert(Key.of(projectId, opinion.getWaveNumber()), opinion);
  }

  @Override
  public void removeOpinion(long projectId, long waveNumber) {
    book.get().waveOpinions().remove(Key.of(projectId, waveNumber));
  }

  @Override
  public List<WaveOpinion> opinions(long projectId) {
    return List.copyOf(
        book.get().waveOpinions().between(Key.of(projectId, 0), Key.of(projectId + 1, 0)));
  }

  @Override
  public List<WaveItemRow> items(long projectId, long waveNumber, int fromPosition, int limit) {
    return book
        .get()
        .waveItems()
        .between(Key.of(projectId, waveNumber, fromPosition), Key.of(projectId, waveNumber + 1))
        .stream()
        .limit(limit)
        .toList();
  }

  @Override
  public List<DrawnItemRow> drawn(long projectId, long waveNumber, int fromPosition, int limit) {
    MemoryItemTable pool = new MemoryItemTable(book);
    return items(projectId, waveNumber, fromPosition, limit).stream()
        .map(
            drawn -> {
              ItemRow item = Objects.requireNonNull(pool.find(projectId, drawn.ordinal()));
              return new DrawnItemRow(
                  drawn.waveNumber(),
                  drawn.position(),
                  drawn.ordinal(),
                  drawn.inclusionProbability(),
                  drawn.slice(),
                  drawn.sliceDraw(),
                  drawn.utility(),
                  item.itemId(),
                  item.priceMicros(),
                  item.route());
            })
        .toList();
  }

  @Override
  public void setNextPosition(long projectId, long waveNumber, int nextPosition) {
    WaveRow wave = required(projectId, waveNumber);
    put(wave, wave.state(), nextPosition, wave.closedSequence());
  }

  @Override
  public void close(long projectId, long waveNumber, WaveRow.State state, long closedSequence) {
    WaveRow wave = required(projectId, waveNumber);
    put(wave, state, wave.nextPosition(), closedSequence);
  }

  private WaveRow required(long projectId, long waveNumber) {
    WaveRow wave = find(projectId, waveNumber);
    if (wave == null) {
      throw new IllegalStateException("0 rows instead of one: wave " + waveNumber);
    }
    return wave;
  }

  private void put(WaveRow wave, WaveRow.State state, int nextPosition, @Nullable Long closed) {
    book.get()
        .waves()
        .update(
            Key.of(wave.projectId(), wave.waveNumber()),
            wave.with(new WaveRow.Serving(state, nextPosition, closed)));
  }

  @Override
  public void scanUnserved(long projectId, IntConsumer consumer) {
    for (WaveRow wave : open(projectId)) {
      items(projectId, wave.waveNumber(), wave.nextPosition(), Integer.MAX_VALUE)
          .forEach(item -> consumer.accept(item.ordinal()));
    }
  }

  @Override
  public void scanTaken(long projectId, IntConsumer consumer) {
    for (TaskRow task :
        book.get().tasks().between(Key.of(projectId, 0), Key.of(projectId + 1, 0))) {
      consumer.accept(task.ordinal());
    }
    scanUnserved(projectId, consumer);
    book.get().gold().between(Key.of(projectId, 0), Key.of(projectId + 1, 0)).stream()
        .filter(GoldRow::reserved)
        .forEach(row -> consumer.accept(row.ordinal()));
  }
}
