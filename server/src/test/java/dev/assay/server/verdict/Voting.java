package dev.assay.server.verdict;

import static java.util.Objects.requireNonNull;

import dev.assay.sampling.SeededStream;
import dev.assay.server.acquisition.Definitions;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.store.TaskRow;
import dev.assay.v1.Assignment;
import dev.assay.v1.Policy;
import java.nio.file.Path;
import java.util.List;

/**
 * Projects of three classes, whose items are of a class by their numbers, and who votes on them.
 */
final class Voting {
  private Voting() {}

  static LocalProject open(Path folder, Policy.Builder policy, int items) {
    LocalProject project = new LocalProject(folder, Definitions.threeClasses(policy), 10_000_000);
    project.putItems(items, null);
    return project;
  }

  static String name(int classIndex) {
    return List.of("a", "b", "c").get(classIndex % 3);
  }

  static int number(String item) {
    return Integer.parseInt(item.substring(1));
  }

  /** Right with that probability, else the next class. */
  static String answer(String item, SeededStream chance, double accuracy) {
    return name(number(item) + (chance.nextUnit() < accuracy ? 0 : 1));
  }

  static int vote(LocalProject project, String annotator, SeededStream chance, double accuracy) {
    List<Assignment> batch = project.next(annotator, 20).getAssignmentsList();
    if (!batch.isEmpty()) {
      project.submit(annotator, batch, item -> answer(item, chance, accuracy));
    }
    return batch.size();
  }

  /** Five annotators of whom two are good vote on everything. */
  static void everybody(LocalProject project, int items) {
    SeededStream chance = new SeededStream(4);
    for (int turn = 0; turn < items / 20; turn++) {
      vote(project, "good", chance, 0.98);
      vote(project, "fair", chance, 0.9);
      vote(project, "poor", chance, 0.4);
      vote(project, "poorer", chance, 0.4);
      vote(project, "poorest", chance, 0.4);
    }
  }

  static TaskRow task(LocalProject project, int ordinal) {
    return project.store.read(
        tables -> requireNonNull(tables.tasks().find(project.projectId(), ordinal)));
  }

  static int wrong(LocalProject project, int items) {
    int wrong = 0;
    for (int ordinal = 0; ordinal < items; ordinal++) {
      wrong += Integer.toString(ordinal % 3).equals(task(project, ordinal).verdict()) ? 0 : 1;
    }
    return wrong;
  }
}
