package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.client.LabelClient;
import dev.assay.client.ProjectName;
import dev.assay.client.ScoreRow;
import dev.assay.client.Scores;
import dev.assay.v1.Assignment;
import dev.assay.v1.BudgetLine;
import dev.assay.v1.BudgetPlan;
import dev.assay.v1.CreateProjectRequest;
import dev.assay.v1.Item;
import dev.assay.v1.LabelSchema;
import dev.assay.v1.LabelSubmission;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import dev.assay.v1.SetBudgetPlanRequest;
import dev.assay.v1.Slice;
import dev.assay.v1.StrataDefinition;
import dev.assay.v1.StratumDimension;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A project whose truth is known: item i is of the class i % the number of classes, and a model
 * version is sure of it by 0.8, but wrong on every so many of the items.
 */
record LabelledProject(AssayClient client, ProjectName name, List<String> classes, int itemCount) {
  static final String ODD = "<script>alert(1)</script>";
  static final String ANNOTATOR = "<img src=\"x\" onerror='alert(2)'>";
  static final int WAVE = 25;

  /** Makes it, with an odd name, strata of odd values and budget lines. */
  static LabelledProject create(
      AssayClient client, String id, List<String> classes, int itemCount) {
    ProjectName name = ProjectName.of(id);
    client
        .projects()
        .createProject(
            CreateProjectRequest.newBuilder()
                .setProject(
                    Project.newBuilder()
                        .setName(name.toString())
                        .setDisplayName(ODD + " & \"co\"")
                        .setLabelSchema(
                            LabelSchema.newBuilder()
                                .setKind(LabelSchema.Kind.KIND_MULTICLASS)
                                .addAllClassNames(classes))
                        .setStrata(
                            StrataDefinition.newBuilder()
                                .addDimensions(StratumDimension.newBuilder().setAttribute("site")))
                        .setPolicy(
                            Policy.newBuilder()
                                .setStrategy("margin")
                                .setWaveSize(WAVE)
                                .setExplorationShare(0.3))
                        .setCurrencyCode("EUR")
                        .setDefaultPriceMicros(50_000))
                .setCeilingMicros(20_000_000)
                .build());
    client
        .budget()
        .setBudgetPlan(
            SetBudgetPlanRequest.newBuilder()
                .setProject(name.toString())
                .setPlan(
                    BudgetPlan.newBuilder()
                        .addLines(
                            BudgetLine.newBuilder()
                                .setName("looking-around")
                                .addSlices(Slice.SLICE_EXPLORE)
                                .setCeilingMicros(15_000_000)))
                .build());
    client
        .pool()
        .putItems(
            name,
            IntStream.range(0, itemCount)
                .mapToObj(
                    i ->
                        Item.newBuilder()
                            .setId("i" + i)
                            .putAttributes("site", i % 3 == 0 ? "<b>north</b>" : "south")
                            .build()));
    return new LabelledProject(client, name, classes, itemCount);
  }

  /** Publishes a model version that is wrong on every n-th item, and unsure there. */
  void publish(String version, int wrongEvery) {
    client
        .pool()
        .putScores(
            name,
            version,
            Scores.ofRows(
                IntStream.range(0, itemCount)
                    .mapToObj(i -> ScoreRow.of("i" + i, scores(i, wrongEvery)))));
  }

  private float[] scores(int item, int wrongEvery) {
    int truth = item % classes.size();
    boolean isWrong = item % wrongEvery == 0;
    int said = isWrong ? (truth + 1) % classes.size() : truth;
    float sure = isWrong ? 0.55f : item % 7 == 0 ? 0.6f : 0.9f;
    float[] scores = new float[classes.size()];
    Arrays.fill(scores, (1 - sure) / (classes.size() - 1));
    scores[said] = sure;
    return scores;
  }

  /** Labels so many items rightly. */
  void label(int count) {
    int left = count;
    while (left > 0) {
      List<Assignment> batch =
          client.acquisition().nextBatch(name, ANNOTATOR, left).getAssignmentsList();
      List<LabelSubmission> answers =
          batch.stream().map(one -> LabelClient.answer(one, truth(one.getItemId()))).toList();
      if (!answers.isEmpty()) {
        client.labels().submitLabels(name, ANNOTATOR, answers);
      }
      left -= answers.size();
    }
  }

  private String truth(String itemId) {
    return classes.get(Integer.parseInt(itemId.substring(1)) % classes.size());
  }
}
