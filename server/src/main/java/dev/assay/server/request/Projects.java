package dev.assay.server.request;

import dev.assay.server.failure.ProjectArchived;
import dev.assay.server.failure.ProjectNotFound;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Tables;

/** Looks projects up by the resource names that requests use. */
public final class Projects {
  private Projects() {}

  /**
   * The project of a checked name, "projects/{project}", whatever its state.
   *
   * @throws ProjectNotFound when there is none
   */
  public static ProjectRow require(Tables tables, String resourceName) {
    ProjectRow project = tables.projects().find(ProjectNames.id(resourceName));
    if (project == null) {
      throw new ProjectNotFound(resourceName);
    }
    return project;
  }

  /**
   * The project of a checked name, which must take work.
   *
   * @throws ProjectNotFound when there is none
   * @throws ProjectArchived when it is archived
   */
  public static ProjectRow requireActive(Tables tables, String resourceName) {
    ProjectRow project = require(tables, resourceName);
    if (project.archived()) {
      throw new ProjectArchived(resourceName);
    }
    return project;
  }
}
