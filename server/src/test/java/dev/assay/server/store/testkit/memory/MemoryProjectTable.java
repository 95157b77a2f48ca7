package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.ProjectTable;
import dev.assay.v1.Project;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Projects by number. */
record MemoryProjectTable(OpenBook book) implements ProjectTable {

  @Override
  public ProjectRow get(long projectId) {
    ProjectRow row = book.get().projects().get(projectId);
    if (row == null) {
      throw new IllegalStateException("there is no project " + projectId);
    }
    return row;
  }

  @Override
  public @Nullable ProjectRow find(String name) {
    return book.get().projects().all().stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  @Override
  public List<ProjectRow> list(String afterName, boolean includeArchived, int limit) {
    return book.get().projects().all().stream()
        .filter(row -> row.name().compareTo(afterName) > 0)
        .filter(row -> includeArchived || !row.archived())
        .sorted(Comparator.comparing(ProjectRow::name))
        .limit(limit)
        .toList();
  }

  @Override
  public long insert(String name, Project definition, long nowMillis) {
    Sheet.require(find(name) == null, "a name is taken once");
    Long last = book.get().projects().last();
    long projectId = last == null ? 1 : last + 1;
    book.get()
        .projects()
        .insert(
            projectId, new ProjectRow(projectId, name, false, 1, definition, nowMillis, nowMillis));
    book.get()
        .progress()
        .insert(projectId, new ProgressRow(projectId, 0, 0, 0, 0, 0, 0, 0, 0, null, 0, 0));
    return projectId;
  }

  @Override
  public void update(ProjectRow row) {
    ProjectRow before = book.get().projects().get(row.projectId());
    String name = before == null ? row.name() : before.name();
    long createdMillis = before == null ? row.createdMillis() : before.createdMillis();
    book.get()
        .projects()
        .update(
            row.projectId(),
            new ProjectRow(
                row.projectId(),
                name,
                row.archived(),
                row.revision(),
                row.definition(),
                createdMillis,
                row.updatedMillis()));
  }
}
