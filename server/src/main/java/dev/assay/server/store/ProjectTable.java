package dev.assay.server.store;

import dev.assay.v1.Project;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Projects by number and by name. */
public interface ProjectTable {
  /** The row of that number, which must exist. */
  ProjectRow get(long projectId);

  /** The row of that resource id (without "projects/"), or null. */
  @Nullable ProjectRow find(String name);

  /**
   * Up to {@code limit} rows with names after {@code afterName} (empty: from the start), in the
   * order of their names.
   */
  List<ProjectRow> list(String afterName, boolean includeArchived, int limit);

  /** Inserts the project at revision 1 with empty progress and returns its number. */
  long insert(String name, Project definition, long nowMillis);

  /** Replaces archived, revision, definition and updatedMillis. */
  void update(ProjectRow row);
}
