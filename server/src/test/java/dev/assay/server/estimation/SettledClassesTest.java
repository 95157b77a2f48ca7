package dev.assay.server.estimation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.acquisition.Definitions;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.store.ProjectRow;
import dev.assay.v1.Assignment;
import dev.assay.v1.LabelSchema;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettledClassesTest {
  private static final String[] CLASSES = {"a", "b", "c"};

  @TempDir private Path folder;

  private static Project of(LabelSchema.Kind kind) {
    Project.Builder project = Definitions.threeClasses(Policy.newBuilder()).toBuilder();
    project.getLabelSchemaBuilder().setKind(kind);
    return project.build();
  }

  private static SortedMap<Integer, SettledAnswer> answers(
      LocalProject project, int limit, @Nullable String modelVersion) {
    SettledClasses settled = new SettledClasses(new SettledStates());
    return project.store.read(
        tables -> {
          ProjectRow row = tables.projects().get(project.projectId());
          return settled.read(tables, row, limit, modelVersion);
        });
  }

  private static SortedMap<Integer, Integer> read(LocalProject project, int limit) {
    SortedMap<Integer, Integer> classes = new TreeMap<>();
    answers(project, limit, null)
        .forEach((ordinal, answer) -> classes.put(ordinal, answer.classIndex()));
    return classes;
  }

  private static List<SettledAnswer> judged(LocalProject project, @Nullable String modelVersion) {
    return answers(project, 100, modelVersion).values().stream()
        .filter(answer -> answer.predictedClass() >= 0)
        .toList();
  }

  /** Scores that say the same of each item. */
  private static float[][] scores(float... row) {
    float[][] rows = new float[60][];
    Arrays.fill(rows, row);
    return rows;
  }

  private static void label(LocalProject project, int count) {
    List<Assignment> batch = project.next("ann", count).getAssignmentsList();
    project.submit("ann", batch, item -> CLASSES[Integer.parseInt(item.substring(1)) % 3]);
  }

  @Test
  void settledItemsHaveTheirClass() {
    try (LocalProject project =
        new LocalProject(folder, of(LabelSchema.Kind.KIND_ORDINAL), 1_000_000)) {
      project.putItems(60, null);
      assertThat(read(project, 100)).isEmpty();
      label(project, 20);
      project.next("bob", 5); // served and not answered
      SortedMap<Integer, Integer> classes = read(project, 100);
      assertThat(classes).hasSize(20);
      classes.forEach((ordinal, known) -> assertThat(known).isEqualTo(ordinal % 3));
    }
  }

  @Test
  void predictionsAreThoseOfOneModelVersionBeforeTheAnswers() {
    try (LocalProject project =
        new LocalProject(folder, Definitions.threeClasses(Policy.newBuilder()), 1_000_000)) {
      project.putItems(60, null);
      label(project, 10);
      project.putScores("v1", scores(.75f, .25f, 0));
      assertThat(judged(project, "v1")).as("it may have learnt all of them").isEmpty();
      label(project, 12);
      assertThat(judged(project, "v1"))
          .hasSize(12)
          .allSatisfy(answer -> assertThat(answer.predictedClass()).isZero())
          .allSatisfy(answer -> assertThat(answer.errorProbability()).isEqualTo(.25));
      project.putScores("v2", scores(0, .5f, .5f));
      assertThat(judged(project, "v2")).as("what another version said").isEmpty();
      label(project, 7);
      assertThat(judged(project, "v2"))
          .hasSize(7)
          .allSatisfy(answer -> assertThat(answer.predictedClass()).isEqualTo(1));
      assertThat(judged(project, null)).isEmpty();
      assertThat(answers(project, 100, "v2")).hasSize(29);
    }
  }

  @Test
  void aSampleIsTakenByNumbersThatItemsKeep() {
    try (LocalProject project =
        new LocalProject(folder, Definitions.threeClasses(Policy.newBuilder()), 1_000_000)) {
      project.putItems(200, null);
      label(project, 50);
      SortedMap<Integer, Integer> all = read(project, 50);
      Map<Integer, Integer> some = read(project, 12);
      assertThat(all).hasSize(50);
      assertThat(some).hasSize(12);
      assertThat(all).containsAllEntriesOf(some);
      label(project, 50);
      Map<Integer, Integer> later = new TreeMap<>(read(project, 12));
      // Whoever is in the sample of the larger set was in that of the smaller one, if it was there.
      later.keySet().retainAll(all.keySet());
      assertThat(some).containsAllEntriesOf(later);
      assertThat(later).as("half of the later sample on average").hasSizeBetween(1, 11);
    }
  }

  @Test
  void anAnswerThatIsNotOneClassIsNone() {
    try (LocalProject project =
        new LocalProject(folder, of(LabelSchema.Kind.KIND_MULTI_LABEL), 1_000_000)) {
      project.putItems(60, null);
      label(project, 20);
      assertThat(read(project, 100)).isEmpty();
    }
  }
}
