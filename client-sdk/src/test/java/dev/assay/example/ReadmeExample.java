package dev.assay.example;

import dev.assay.client.AssayClient;
import dev.assay.client.LabelClient;
import dev.assay.client.LabelSchemas;
import dev.assay.client.Micros;
import dev.assay.client.ProjectName;
import dev.assay.client.ScoreRow;
import dev.assay.client.Scores;
import dev.assay.v1.Estimate;
import dev.assay.v1.Item;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.Project;
import java.util.List;
import java.util.function.Function;

/** The example of the README: one round of labelling, from an empty server to an estimate. */
final class ReadmeExample {
  private ReadmeExample() {}

  /**
   * Runs one round.
   *
   * @param target where the server is
   * @param ids the platform's ids of what is to be labelled
   * @param model gives the probabilities of "cat" and "dog"
   * @param annotator gives the label
   * @return the estimate of the model's accuracy
   */
  static Estimate run(
      String target,
      List<String> ids,
      Function<String, float[]> model,
      Function<String, String> annotator) {
    // README: begin
    try (AssayClient assay = AssayClient.connect(target)) {
      ProjectName pets = ProjectName.of("pets");
      Project project =
          Project.newBuilder()
              .setName(pets.toString())
              .setLabelSchema(LabelSchemas.binary("cat", "dog"))
              .setCurrencyCode("EUR")
              .setDefaultPriceMicros(Micros.of("0.05"))
              .build();
      assay.projects().createProject(project, Micros.of("100"));
      assay.pool().putItems(pets, ids.stream().map(id -> Item.newBuilder().setId(id).build()));
      var scores = Scores.ofRows(ids.stream().map(id -> ScoreRow.of(id, model.apply(id))));
      assay.pool().putScores(pets, "v1", scores);

      NextBatchResponse batch = assay.acquisition().nextBatch(pets, "annotator-7", 10);
      var answers =
          batch.getAssignmentsList().stream()
              .map(task -> LabelClient.answer(task, annotator.apply(task.getItemId())))
              .toList();
      assay.labels().submitLabels(pets, "annotator-7", answers);
      return assay.estimation().estimateAccuracy(pets).getAccuracy();
    }
    // README: end
  }
}
