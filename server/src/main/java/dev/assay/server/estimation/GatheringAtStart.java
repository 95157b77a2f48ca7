package dev.assay.server.estimation;

import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import java.util.List;

/**
 * Gathers after a start what estimates rest on, project by project, in the background: a project's
 * first estimate and its first wave would read all its settled items, and somebody would wait.
 */
public final class GatheringAtStart implements Runnable {
  /** The most projects that are looked at, in the order of their names. */
  static final int MAX_PROJECTS = 1_000;

  private final Store store;
  private final SettledStates states;

  /** What will gather into these states. */
  public GatheringAtStart(Store store, SettledStates states) {
    this.store = store;
    this.states = states;
  }

  /** Gathers until the memory for it is taken. */
  @Override
  public void run() {
    List<ProjectRow> projects =
        store.read(tables -> tables.projects().list("", false, MAX_PROJECTS));
    long items = 0;
    for (ProjectRow project : projects) {
      if (items >= SettledStates.MAX_ITEMS) {
        return;
      }
      items += gathered(project);
    }
  }

  private int gathered(ProjectRow project) {
    return store.read(
        tables ->
            tables.labels().lastId(project.projectId()) == 0
                ? 0
                : states.get(tables, project).sample().items().size());
  }
}
