package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.client.AssayClient;
import dev.assay.client.LabelSchemas;
import dev.assay.client.ProjectName;
import dev.assay.client.ScoreRow;
import dev.assay.client.Scores;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.Strategies;
import dev.assay.server.AssayServer;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.Combination;
import dev.assay.v1.CreateProjectRequest;
import dev.assay.v1.ExplainItemsRequest;
import dev.assay.v1.ExplainItemsResponse;
import dev.assay.v1.Item;
import dev.assay.v1.ItemExplanation;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import dev.assay.v1.QuotaPolicy;
import dev.assay.v1.StrataDefinition;
import dev.assay.v1.StratumDimension;
import dev.assay.v1.WaveDrawn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a policy can name buys a first wave over gRPC, as a probability sample. */
final class EveryStrategyTest {
  private static final int ITEMS = 60;
  private static final int WAVE = 12;
  private static final double SHARE = .2;

  /** By the model's confidence. */
  private static final StrataDefinition HALVES =
      StrataDefinition.newBuilder()
          .addDimensions(
              StratumDimension.newBuilder()
                  .setQuantileBins(
                      StratumDimension.QuantileBins.newBuilder()
                          .setConfidence(true)
                          .setBinCount(2)))
          .build();

  @TempDir private static Path folder;
  private static AssayServer server;
  private static AssayClient client;

  @BeforeAll
  static void start() throws Exception {
    server = CommandRun.server(folder);
    client = AssayClient.connect("127.0.0.1:" + server.port());
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  static Set<String> strategies() {
    return Strategies.names();
  }

  /**
   * Three clouds of items in four dimensions, each item with a twin, and what a model says of them.
   */
  private static ProjectName project(String name, Policy.Builder policy) {
    ProjectName project = ProjectName.of(name);
    client
        .projects()
        .createProject(
            CreateProjectRequest.newBuilder()
                .setProject(
                    Project.newBuilder()
                        .setName(project.toString())
                        .setLabelSchema(LabelSchemas.multiclass(List.of("a", "b", "c")))
                        .setStrata(HALVES)
                        .setPolicy(policy.setWaveSize(WAVE).setExplorationShare(SHARE))
                        .setCurrencyCode("EUR")
                        .setDefaultPriceMicros(1_000))
                .setCeilingMicros(1_000_000)
                .build());
    SplittableRandom random = new SplittableRandom(3);
    List<Item> items = new ArrayList<>();
    List<ScoreRow> rows = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      Item.Builder item = Item.newBuilder().setId("i" + i);
      for (int d = 0; d < 4; d++) {
        float coordinate =
            i % 2 == 1
                ? items.get(i - 1).getEmbedding(d) + 1e-4f
                : (i / 2 % 3 == d ? 5 : 0) + (float) random.nextDouble();
        item.addEmbedding(coordinate);
      }
      items.add(item.build());
      float first = (float) random.nextDouble(.34, .98);
      float second = (1 - first) * (float) random.nextDouble(.5, .9);
      float third = 1 - first - second;
      rows.add(
          ScoreRow.of("i" + i, first, second, third)
              .withEnsemble(new float[][] {{first, second, third}, {second, first, third}})
              .withGradientNorm(third + (float) random.nextDouble()));
    }
    client.pool().putItems(project, items);
    client.pool().putScores(project, "v1", Scores.ofRows(rows));
    return project;
  }

  private static List<WaveDrawn> waves(ProjectName project) {
    List<WaveDrawn> waves = new ArrayList<>();
    client
        .audit()
        .listAuditEvents(project)
        .forEach(
            event -> {
              if (event.getEventCase() == AuditEvent.EventCase.WAVE_DRAWN) {
                waves.add(event.getWaveDrawn());
              }
            });
    return waves;
  }

  private static ExplainItemsResponse explained(ProjectName project) {
    return client
        .audit()
        .explainItems(
            ExplainItemsRequest.newBuilder()
                .setProject(project.toString())
                .addAllItemIds(IntStream.range(0, ITEMS).mapToObj(i -> "i" + i).toList())
                .build());
  }

  /** The first wave, which is a probability sample of what the name says. */
  private static ExplainItemsResponse firstWave(ProjectName project, String strategy) {
    assertThat(client.acquisition().nextBatch(project, "ann", 5).getAssignmentsList()).hasSize(5);
    WaveDrawn wave = waves(project).get(0);
    assertThat(wave.getStrategy()).isEqualTo(strategy);
    assertThat(wave.getDrawCount()).isEqualTo(WAVE);
    assertThat(client.audit().replayWave(project, 1).getIdentical()).isTrue();
    ExplainItemsResponse explained = explained(project);
    assertThat(explained.getIdentical()).isTrue();
    assertThat(explained.getFloor()).isCloseTo(SHARE * WAVE / ITEMS, within(1e-12));
    double sum = 0;
    int drawn = 0;
    int served = 0;
    for (ItemExplanation item : explained.getItemsList()) {
      assertThat(item.getInclusionProbability()).isBetween(explained.getFloor() - 1e-9, 1 + 1e-9);
      sum += item.getInclusionProbability();
      drawn += item.getChoice() == ItemExplanation.Choice.CHOICE_DRAWN ? 1 : 0;
      served += item.getServed() ? 1 : 0;
    }
    assertThat(sum).isCloseTo(WAVE, within(1e-6));
    assertThat(drawn).isEqualTo(WAVE);
    assertThat(served).isEqualTo(5);
    return explained;
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void everyStrategyBuysAFirstWaveAsAProbabilitySample(String strategy) {
    ProjectName project = project("every-" + strategy, Policy.newBuilder().setStrategy(strategy));
    ExplainItemsResponse explained = firstWave(project, strategy);
    assertThat(explained.getItems(0).getTermsList())
        .singleElement()
        .satisfies(
            term -> {
              assertThat(term.getStrategy()).isEqualTo(strategy);
              assertThat(term.getUtility()).isEqualTo(explained.getItems(0).getUtility());
            });
    boolean looksAtVectors = Strategies.named(strategy).uses().contains(Need.VECTORS);
    assertThat(waves(project).get(0).getEmbeddingVersion() > 0).isEqualTo(looksAtVectors);
  }

  static Stream<Combination.Form> forms() {
    return Stream.of(Combination.Form.FORM_SUM, Combination.Form.FORM_PRODUCT);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aCombinationIsExplainedByItsTerms(Combination.Form form) {
    boolean isSum = form == Combination.Form.FORM_SUM;
    ProjectName project =
        project(
            isSum ? "sum" : "product",
            Policy.newBuilder()
                .setCombination(
                    Combination.newBuilder()
                        .setForm(form)
                        .addTerms(Combination.Term.newBuilder().setStrategy("margin").setWeight(3))
                        .addTerms(Combination.Term.newBuilder().setStrategy("information-density"))
                        .addTerms(Combination.Term.newBuilder().setStrategy("k-center"))));
    ExplainItemsResponse explained =
        firstWave(
            project,
            isSum
                ? "3 margin + information-density + k-center"
                : "3 margin x information-density x k-center");
    for (ItemExplanation item : explained.getItemsList()) {
      double combined = isSum ? 0 : 1;
      for (int k = 0; k < 3; k++) {
        double share = k == 0 ? .6 : .2;
        double value = item.getTerms(k).getValue();
        combined = isSum ? combined + share * value : combined * StrictMath.pow(value, share);
      }
      assertThat(item.getUtility()).isCloseTo(combined, within(1e-9));
    }
  }

  @Test
  void twinsAreNeverDrawnTogetherWhereThePolicySaysSo() {
    ProjectName project =
        project(
            "diverse", Policy.newBuilder().setStrategy("margin-spread").setDiversityRadius(.01));
    ExplainItemsResponse explained = firstWave(project, "margin-spread");
    Set<Integer> pairs = new HashSet<>();
    for (ItemExplanation item : explained.getItemsList()) {
      if (item.getChoice() == ItemExplanation.Choice.CHOICE_DRAWN) {
        assertThat(pairs.add(Integer.parseInt(item.getItemId().substring(1)) / 2)).isTrue();
      }
    }
    for (int i = 0; i < ITEMS; i += 2) {
      assertThat(
              explained.getItems(i).getInclusionProbability()
                  + explained.getItems(i + 1).getInclusionProbability())
          .isLessThanOrEqualTo(1 + 1e-9);
    }
  }

  /** Everything at once: terms, near-duplicates and quotas, each explained as it was drawn. */
  @Test
  void aCombinationWithoutNearDuplicatesKeepsItsQuotas() {
    ProjectName project =
        project(
            "everything",
            Policy.newBuilder()
                .setCombination(
                    Combination.newBuilder()
                        .addTerms(Combination.Term.newBuilder().setStrategy("margin").setWeight(5))
                        .addTerms(Combination.Term.newBuilder().setStrategy("badge")))
                .setDiversityRadius(.01)
                .setQuota(QuotaPolicy.newBuilder().setKind(QuotaPolicy.Kind.KIND_EQUAL)));
    ExplainItemsResponse explained = firstWave(project, "5 margin + badge");
    Map<String, Double> sums = new TreeMap<>();
    for (ItemExplanation item : explained.getItemsList()) {
      sums.merge(item.getStratum(), item.getInclusionProbability(), Double::sum);
      assertThat(item.getTermsList()).hasSize(2);
    }
    assertThat(sums).hasSize(2);
    assertThat(sums.values())
        .allSatisfy(sum -> assertThat(sum).isCloseTo(WAVE / 2.0, within(1e-6)));
  }
}
