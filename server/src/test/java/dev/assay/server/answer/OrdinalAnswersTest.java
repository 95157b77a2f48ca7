package dev.assay.server.answer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.acquisition.Definitions;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.estimation.EstimatePrevalence;
import dev.assay.server.estimation.EstimationLimits;
import dev.assay.server.estimation.SettledStates;
import dev.assay.server.store.TaskRow;
import dev.assay.v1.ClassPrevalence;
import dev.assay.v1.EstimatePrevalenceRequest;
import dev.assay.v1.LabelSchema;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that have an order. */
final class OrdinalAnswersTest {
  private static final List<String> STARS =
      List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

  @TempDir private Path folder;
  private LocalProject project;

  @BeforeEach
  void open() {
    Project definition =
        Definitions.threeClasses(
                Policy.newBuilder().setAgreeingVotes(3).setMaxVotes(4).setVerdictMethod("one-coin"))
            .toBuilder()
            .setLabelSchema(
                LabelSchema.newBuilder()
                    .setKind(LabelSchema.Kind.KIND_ORDINAL)
                    .addAllClassNames(STARS))
            .build();
    project = new LocalProject(folder, definition, 1_000_000);
    project.putItems(1, null);
  }

  @AfterEach
  void close() {
    project.close();
  }

  @ParameterizedTest
  @CsvSource({
    "one two three four, two",
    "ten one one two, one",
    "ten nine ten nine, nine",
    "two ten ten ten, ten",
    "one one ten ten, one"
  })
  void votesThatDoNotAgreeAreSettledByTheLowerMedian(String votes, String verdict) {
    int voters = 0;
    for (String vote : votes.split(" ", -1)) {
      String annotator = "ann" + voters++;
      project.submit(annotator, project.next(annotator, 1).getAssignmentsList(), item -> vote);
    }
    TaskRow task =
        project.store.read(tables -> requireNonNull(tables.tasks().find(project.projectId(), 0)));
    assertThat(task.verdict()).isEqualTo(Integer.toString(STARS.indexOf(verdict)));
    assertThat(task.wantedCount()).isZero();
  }

  @Test
  void prevalenceTakesTheClassesAsTheyAre() {
    assertThat(
            new EstimatePrevalence(project.store, new SettledStates(), EstimationLimits.DEFAULT)
                .answer(
                    EstimatePrevalenceRequest.newBuilder().setProject(LocalProject.NAME).build())
                .getClassesList())
        .extracting(ClassPrevalence::getClassName)
        .isEqualTo(STARS);
  }
}
