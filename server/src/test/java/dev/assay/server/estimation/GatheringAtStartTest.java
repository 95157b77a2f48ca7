package dev.assay.server.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.acquisition.Definitions;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Tables;
import dev.assay.v1.Policy;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatheringAtStartTest {
  @TempDir private Path folder;

  /** The tables, of which nobody may read the settled items. */
  private static Tables withoutTasks(Tables tables) {
    return (Tables)
        Proxy.newProxyInstance(
            Tables.class.getClassLoader(),
            new Class<?>[] {Tables.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("tasks")) {
                throw new IllegalStateException("the settled items are read");
              }
              try {
                return method.invoke(tables, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static int settled(LocalProject project, SettledStates states) {
    return project.store.read(
        tables -> {
          ProjectRow row = tables.projects().get(project.projectId());
          return states.get(withoutTasks(tables), row).sample().items().size();
        });
  }

  @Test
  void theFirstQuestionReadsNoSettledItems() {
    try (LocalProject project =
        new LocalProject(folder, Definitions.threeClasses(Policy.newBuilder()), 1_000_000)) {
      project.putItems(60, null);
      project.submit("ann", project.next("ann", 20).getAssignmentsList(), item -> "a");
      SettledStates states = new SettledStates();
      assertThatThrownBy(() -> settled(project, states)).hasMessageContaining("are read");
      new GatheringAtStart(project.store, states).run();
      assertThat(settled(project, states)).isEqualTo(20);
    }
  }
}
