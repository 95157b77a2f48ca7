package org.example.pipeline;

import dev.assay.client.AssayClient;
import dev.assay.client.LabelClient;
import dev.assay.client.LabelSchemas;
import dev.assay.client.Micros;
import dev.assay.client.ProjectName;
import dev.assay.v1.Assignment;
import dev.assay.v1.Item;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.Project;
import java.util.List;
import java.util.stream.IntStream;

/** Twenty items, five of them labelled, and what that has cost. */
public final class FirstRound {
  private FirstRound() {}

  /** Takes the server's address, {@code host:port}. */
  public static void main(String[] arguments) {
    ProjectName project = ProjectName.of("pipeline");
    try (AssayClient client = AssayClient.connect(arguments[0])) {
      client
          .projects()
          .createProject(
              Project.newBuilder()
                  .setName(project.toString())
                  .setLabelSchema(LabelSchemas.binary("cat", "dog"))
                  .setCurrencyCode("EUR")
                  .setDefaultPriceMicros(Micros.of("0.05"))
                  .build(),
              Micros.of("10"));
      client
          .pool()
          .putItems(
              project,
              IntStream.range(0, 20).mapToObj(i -> Item.newBuilder().setId("i" + i).build()));
      NextBatchResponse batch = client.acquisition().nextBatch(project, "ann-7", 5);
      for (Assignment assignment : batch.getAssignmentsList()) {
        client
            .labels()
            .submitLabels(project, "ann-7", List.of(LabelClient.answer(assignment, "cat")));
      }
      System.out.println(
          batch.getAssignmentsCount()
              + " labels for "
              + client.budget().getBudget(project).getChargedMicros()
              + " micros");
    }
  }
}
