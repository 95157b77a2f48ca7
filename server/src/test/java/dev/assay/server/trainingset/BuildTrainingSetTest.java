package dev.assay.server.trainingset;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.failure.TrainingSetImpossible;
import dev.assay.server.failure.UnsupportedLabelSchema;
import dev.assay.server.request.Export.Cursor;
import dev.assay.v1.Assignment;
import dev.assay.v1.BuildTrainingSetRequest;
import dev.assay.v1.BuildTrainingSetResponse;
import dev.assay.v1.LabelSchema;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import dev.assay.v1.TrainingBalance;
import dev.assay.v1.TrainingCompression;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training sets of projects that lack something. */
final class BuildTrainingSetTest {
  @TempDir private Path folder;

  private LocalProject project(LabelSchema.Kind kind) {
    Project definition =
        Project.newBuilder()
            .setLabelSchema(
                LabelSchema.newBuilder().setKind(kind).addAllClassNames(List.of("a", "b", "c")))
            .setPolicy(Policy.newBuilder().setStrategy("random").setWaveSize(12))
            .setCurrencyCode("EUR")
            .setDefaultPriceMicros(1)
            .build();
    LocalProject project = new LocalProject(folder, definition, 1_000);
    project.putItems(12, null);
    List<Assignment> batch = project.next("ann", 12).getAssignmentsList();
    project.submit(
        "ann", batch, item -> Integer.parseInt(item.replaceAll("\\D", "")) % 3 == 0 ? "a" : "b");
    return project;
  }

  private static Cursor<BuildTrainingSetResponse> open(
      LocalProject project, BuildTrainingSetRequest.Builder request) {
    return new BuildTrainingSet(project.store, project.indexes)
        .open(request.setProject(LocalProject.NAME).build());
  }

  private static BuildTrainingSetRequest.Builder keep(String method) {
    return BuildTrainingSetRequest.newBuilder()
        .setCompression(TrainingCompression.newBuilder().setMethod(method).setKeepShare(.5));
  }

  @Test
  void whatLooksAtEmbeddingsSaysThatThereAreNone() {
    try (LocalProject project = project(LabelSchema.Kind.KIND_MULTICLASS)) {
      assertThatExceptionOfType(TrainingSetImpossible.class)
          .isThrownBy(() -> open(project, keep("growth")))
          .withMessageContaining("use the method random");
      assertThatExceptionOfType(TrainingSetImpossible.class)
          .isThrownBy(
              () ->
                  open(
                      project,
                      BuildTrainingSetRequest.newBuilder()
                          .setBalance(TrainingBalance.newBuilder().setMethod("smote"))))
          .withMessageContaining("use class-weights");
      Cursor<BuildTrainingSetResponse> rows = open(project, keep("random"));
      BuildTrainingSetResponse message = requireNonNull(rows.next());
      assertThat(message.getHeader().getRowCount()).isEqualTo(6);
      assertThat(message.getRowsCount()).isEqualTo(6);
      assertThat(rows.next()).isNull();
    }
  }

  @Test
  void answersOfSeveralClassesAreHandedOutAsTheyAreAndNeverBalanced() {
    try (LocalProject project = project(LabelSchema.Kind.KIND_MULTI_LABEL)) {
      Cursor<BuildTrainingSetResponse> rows = open(project, BuildTrainingSetRequest.newBuilder());
      assertThat(requireNonNull(rows.next()).getHeader().getClasses(1).getTrainingCount())
          .isEqualTo(8);
      assertThatExceptionOfType(UnsupportedLabelSchema.class)
          .isThrownBy(() -> open(project, keep("random")));
    }
  }

  @Test
  void oneItemOfOneClassCanBeKept() {
    try (LocalProject project = project(LabelSchema.Kind.KIND_MULTICLASS)) {
      BuildTrainingSetRequest.Builder first = keep("random").setSettledCount(1);
      assertThat(requireNonNull(open(project, first).next()).getHeader().getRowCount())
          .isEqualTo(1);
    }
  }
}
