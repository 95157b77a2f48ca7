package dev.assay.server.store.buffer;

import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.ProjectTable;
import dev.assay.v1.Project;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Projects by their names, which every request begins with. */
final class BufferedProjectTable implements ProjectTable {
  private final ProjectTable table;
  private final KeptRows<String, ProjectRow> kept;

  BufferedProjectTable(ProjectTable table, Buffer buffer) {
    this.table = table;
    this.kept = buffer.facts(Buffer.MAX_PROJECTS);
  }

  @Override
  public ProjectRow get(long projectId) {
    return table.get(projectId);
  }

  @Override
  public @Nullable ProjectRow find(String name) {
    return kept.find(name, table::find);
  }

  @Override
  public List<ProjectRow> list(String afterName, boolean includeArchived, int limit) {
    return table.list(afterName, includeArchived, limit);
  }

  @Override
  public long insert(String name, Project definition, long nowMillis) {
    return table.insert(name, definition, nowMillis);
  }

  @Override
  public void update(ProjectRow row) {
    table.update(row);
    kept.hold(row.name(), row);
  }
}
