package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.client.AssayClient;
import dev.assay.client.Export;
import dev.assay.client.ProjectName;
import dev.assay.server.AssayServer;
import dev.assay.v1.Estimate;
import dev.assay.v1.EstimatePoint;
import dev.assay.v1.ExplainEstimateResponse;
import dev.assay.v1.ExplainItemsRequest;
import dev.assay.v1.Item;
import dev.assay.v1.ItemExplanation;
import dev.assay.v1.WaveContribution;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an estimate is made of, and the same estimate from what anybody can export. */
@SuppressWarnings("NullAway.Init") // set before all tests
final class ExplainEstimateTest {
  private static final ProjectName NAME = ProjectName.of("explained");

  @TempDir private static Path store;
  private static AssayServer server;
  private static AssayClient client;
  private static LabelledProject project;

  @BeforeAll
  static void start() throws Exception {
    server = CommandRun.server(store);
    client = AssayClient.connect("127.0.0.1:" + server.port());
    project = LabelledProject.create(client, NAME.id(), List.of("a", "b", "c"), 300);
    project.publish("v1", 9);
    project.label(40);
    project.publish("v2", 7);
    project.label(60);
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  private static ExplainEstimateResponse explained() {
    ExplainEstimateResponse.Builder whole = ExplainEstimateResponse.newBuilder();
    try (Export<ExplainEstimateResponse> parts = client.advice().explainEstimate(NAME)) {
      parts.forEach(whole::mergeFrom);
    }
    return whole.build();
  }

  private static CommandRun run(String... more) {
    return CommandRun.of(
        List.of(more), "estimate", "explain", "--target", "127.0.0.1:" + server.port());
  }

  @Test
  void thePartsAddUpToTheEstimateAndSoDoesWhatIsExported() {
    ExplainEstimateResponse explained = explained();
    Estimate accuracy = client.estimation().estimateAccuracy(NAME).getAccuracy();
    assertThat(explained.getSummary().getAccuracy()).isEqualTo(accuracy);
    assertThat(explained.getSummary().getWavesCount()).isGreaterThan(1);
    assertThat(explained.getLabelsCount()).isEqualTo(60);
    double point = accuracy.getValue().getPoint();
    assertThat(point).isLessThan(1);
    assertThat(ExplainEstimateCommand.accuracy(explained)).isCloseTo(point, within(1e-9));
    assertThat(RecomputedEstimate.accuracy(client, NAME, explained.getSummary()))
        .isCloseTo(point, within(1e-9));
    assertThat(
            explained.getSummary().getWavesList().stream()
                .mapToDouble(wave -> wave.getWeight() * wave.getError())
                .sum())
        .isCloseTo(1 - point, within(1e-9));
  }

  /** By the probabilities that each wave, drawn again, has given every item of the pool. */
  @Test
  void theWeightsOfTheWavesAreThoseOfTheirPlannedVariances() {
    Map<String, Double> beliefs = new HashMap<>();
    try (Export<Item> items = client.pool().exportItems(NAME)) {
      items.forEach(item -> beliefs.put(item.getId(), belief(item)));
    }
    List<WaveContribution> waves = explained().getSummary().getWavesList();
    double[] precision = waves.stream().mapToDouble(wave -> precision(wave, beliefs)).toArray();
    double sum = Arrays.stream(precision).sum();
    for (int t = 0; t < precision.length; t++) {
      assertThat(waves.get(t).getWeight()).isCloseTo(precision[t] / sum, within(1e-9));
    }
  }

  private static double belief(Item item) {
    return 1
        - item.getProbabilitiesList().stream().mapToDouble(Float::doubleValue).max().orElseThrow();
  }

  private static double precision(WaveContribution wave, Map<String, Double> beliefs) {
    double variance = 0;
    for (ItemExplanation item :
        client
            .audit()
            .explainItems(
                ExplainItemsRequest.newBuilder()
                    .setProject(NAME.toString())
                    .addAllItemIds(beliefs.keySet())
                    .setWaveNumber(wave.getWaveNumber())
                    .build())
            .getItemsList()) {
      double belief = beliefs.getOrDefault(item.getItemId(), Double.NaN);
      if (item.getChoice() != ItemExplanation.Choice.CHOICE_NO_CANDIDATE) {
        variance +=
            Math.max(belief * (1 - belief), 0.09) * (1 / item.getInclusionProbability() - 1);
      }
    }
    return 1
        / Math.max(variance, 0.09 * wave.getRemainingCount() / (double) wave.getPlannedCount());
  }

  @Test
  void thePathLeadsToTheEstimate() {
    ExplainEstimateResponse explained = explained();
    List<EstimatePoint> path = explained.getSummary().getPathList();
    assertThat(path).hasSize(20);
    assertThat(path).extracting(EstimatePoint::getLabelCount).doesNotHaveDuplicates().isSorted();
    EstimatePoint last = path.get(path.size() - 1);
    var value = explained.getSummary().getAccuracy().getValue();
    assertThat(last.getLabelCount()).isEqualTo(60);
    assertThat(last.getPoint()).isCloseTo(value.getPoint(), within(1e-12));
    assertThat(last.getLow()).isCloseTo(value.getIntervals(0).getLow(), within(1e-12));
    assertThat(last.getHigh()).isCloseTo(value.getIntervals(0).getHigh(), within(1e-12));
    assertThat(path).allMatch(point -> point.getLow() <= point.getPoint());
    assertThat(path.get(0).getHigh() - path.get(0).getLow())
        .isGreaterThan(last.getHigh() - last.getLow());
  }

  @Test
  void theCommandShowsAndChecks() throws Exception {
    CommandRun run = run("-p", NAME.id(), "--check");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("which is the same").hasLineCount(1);
    assertThat(run.out()).contains("BELIEVED ERRORS", "CONTRIBUTION", "AFTER LABELS");
    CommandRun csv = run("-p", NAME.id(), "--output", "csv");
    assertThat(csv.lines()).hasSize(61).first().asString().startsWith("ITEM,WAVE,PROBABILITY");
    assertThat(run("-p", NAME.id(), "--output", "json").out()).contains("\"believed_error\":");
    CommandRun other = run("-p", NAME.id(), "-m", "v1", "--check");
    assertThat(other.code()).isEqualTo(ExitCode.USAGE);
    assertThat(other.err()).contains("only the scores of the current model version, v2,");
  }

  @Test
  void whatIsWithheldIsExplainedByItsReason() {
    LabelledProject.create(client, "unlabelled", List.of("a", "b"), 5);
    CommandRun run = run("-p", "unlabelled", "--check");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("no scores are published").doesNotContain("CONTRIBUTION");
    assertThat(run.err()).contains("nothing to compute again");
  }
}
