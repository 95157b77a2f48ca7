package dev.assay.server.store.buffer;

import dev.assay.server.store.DrawnItemRow;
import dev.assay.server.store.WaveItemRow;
import dev.assay.server.store.WaveRow;
import dev.assay.server.store.WaveTable;
import dev.assay.v1.WaveInputs;
import dev.assay.v1.WaveOpinion;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Open waves, whose places move on with every batch, and what was drawn, read ahead. */
final class BufferedWaveTable implements WaveTable {
  private final WaveTable table;
  private final KeptRows<Long, List<WaveRow>> open;
  private final DrawnAhead ahead;

  BufferedWaveTable(WaveTable table, Buffer buffer, DrawnAhead ahead) {
    this.table = table;
    this.open =
        buffer.rows(Buffer.MAX_PROJECTS, (projectId, waves) -> waves.forEach(this::writePosition));
    this.ahead = ahead;
  }

  @Override
  public @Nullable WaveRow find(long projectId, long waveNumber) {
    open.flush();
    return table.find(projectId, waveNumber);
  }

  @Override
  public List<WaveRow> list(long projectId) {
    open.flush();
    return table.list(projectId);
  }

  @Override
  public List<WaveRow> open(long projectId) {
    List<WaveRow> waves = open.find(projectId, id -> List.copyOf(table.open(id)));
    return waves == null ? List.of() : waves;
  }

  @Override
  public void insert(WaveRow wave, List<WaveItemRow> items) {
    table.insert(wave, items);
    reread(wave.projectId());
  }

  @Override
  public void putItems(long projectId, List<WaveItemRow> items) {
    table.putItems(projectId, items);
  }

  @Override
  public int removeItems(long projectId, long waveNumber, int limit) {
    return table.removeItems(projectId, waveNumber, limit);
  }

  @Override
  public void putInputs(long projectId, long waveNumber, WaveInputs inputs) {
    table.putInputs(projectId, waveNumber, inputs);
  }

  @Override
  public @Nullable WaveInputs inputs(long projectId, long waveNumber) {
    return table.inputs(projectId, waveNumber);
  }

  @Override
  public void putOpinion(long projectId, WaveOpinion opinion) {
    table.putOpinion(projectId, opinion);
  }

  @Override
  public void removeOpinion(long projectId, long waveNumber) {
    table.removeOpinion(projectId, waveNumber);
  }

  @Override
  public List<WaveOpinion> opinions(long projectId) {
    return table.opinions(projectId);
  }

  @Override
  public List<WaveItemRow> items(long projectId, long waveNumber, int fromPosition, int limit) {
    return table.items(projectId, waveNumber, fromPosition, limit);
  }

  @Override
  public List<DrawnItemRow> drawn(long projectId, long waveNumber, int fromPosition, int limit) {
    boolean isNext =
        open(projectId).stream()
            .anyMatch(
                wave -> wave.waveNumber() == waveNumber && wave.nextPosition() == fromPosition);
    return isNext
        ? ahead.next(
            projectId,
            waveNumber,
            fromPosition,
            limit,
            count -> table.drawn(projectId, waveNumber, fromPosition, count))
        : table.drawn(projectId, waveNumber, fromPosition, limit);
  }

  @Override
  public void setNextPosition(long projectId, long waveNumber, int nextPosition) {
    List<WaveRow> waves = open(projectId);
    if (waves.stream().noneMatch(wave -> wave.waveNumber() == waveNumber)) {
      throw new IllegalStateException("wave " + waveNumber + " is not open");
    }
    open.change(
        projectId,
        waves.stream()
            .map(wave -> wave.waveNumber() == waveNumber ? wave.servedTo(nextPosition) : wave)
            .toList());
  }

  @Override
  public void close(long projectId, long waveNumber, WaveRow.State state, long closedSequence) {
    reread(projectId);
    table.close(projectId, waveNumber, state, closedSequence);
  }

  /** What is open has changed, or will. */
  private void reread(long projectId) {
    open.flush();
    open.forget(projectId);
  }

  @Override
  public void scanTaken(long projectId, IntConsumer consumer) {
    open.flush();
    table.scanTaken(projectId, consumer);
  }

  @Override
  public void scanUnserved(long projectId, IntConsumer consumer) {
    open.flush();
    table.scanUnserved(projectId, consumer);
  }

  private void writePosition(WaveRow wave) {
    table.setNextPosition(wave.projectId(), wave.waveNumber(), wave.nextPosition());
  }
}
