package dev.assay.server.store.buffer;

import dev.assay.server.store.SettledDraw;
import dev.assay.server.store.SettledRow;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.TaskTable;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tasks, and in which projects none waits for another vote: most often so, and asked often. */
final class BufferedTaskTable implements TaskTable {
  private final TaskTable table;
  private final KeptRows<Long, Boolean> noneWanted;

  BufferedTaskTable(TaskTable table, Buffer buffer) {
    this.table = table;
    this.noneWanted = buffer.facts(Buffer.MAX_PROJECTS);
  }

  @Override
  public @Nullable TaskRow find(long projectId, int ordinal) {
    return table.find(projectId, ordinal);
  }

  @Override
  public void insert(List<TaskRow> rows) {
    table.insert(rows);
    rows.forEach(this::see);
  }

  @Override
  public void update(TaskRow row) {
    table.update(row);
    see(row);
  }

  private void see(TaskRow written) {
    if (written.wantedCount() > 0) {
      noneWanted.forget(written.projectId());
    }
  }

  @Override
  public List<TaskRow> wanted(
      long projectId, String annotatorId, int route, int limit, int scanLimit) {
    if (noneWanted.held(projectId) != null) {
      return List.of();
    }
    List<TaskRow> wanted = table.wanted(projectId, annotatorId, route, limit, scanLimit);
    if (wanted.isEmpty()) {
      look(projectId);
    }
    return wanted;
  }

  @Override
  public int wantedCount(long projectId, int route, int limit) {
    return noneWanted.held(projectId) == null ? table.wantedCount(projectId, route, limit) : 0;
  }

  @Override
  public int passedOverCount(long projectId, int route, int limit) {
    return noneWanted.held(projectId) == null ? table.passedOverCount(projectId, route, limit) : 0;
  }

  @Override
  public boolean isAnyWanted(long projectId) {
    return noneWanted.held(projectId) == null && look(projectId);
  }

  private boolean look(long projectId) {
    boolean isAny = table.isAnyWanted(projectId);
    if (!isAny) {
      noneWanted.hold(projectId, true);
    }
    return isAny;
  }

  @Override
  public List<SettledRow> settled(long projectId, int afterSequence, int limit) {
    return table.settled(projectId, afterSequence, limit);
  }

  @Override
  public void scanSettled(long projectId, long fromWave, Consumer<SettledDraw> consumer) {
    table.scanSettled(projectId, fromWave, consumer);
  }
}
