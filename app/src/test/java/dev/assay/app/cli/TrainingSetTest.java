package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.assay.client.AssayClient;
import dev.assay.client.Export;
import dev.assay.client.FailedPreconditionException;
import dev.assay.client.InvalidRequestException;
import dev.assay.client.LabelClient;
import dev.assay.client.LabelSchemas;
import dev.assay.client.ProjectName;
import dev.assay.client.ScoreRow;
import dev.assay.client.Scores;
import dev.assay.server.AssayServer;
import dev.assay.v1.AdaptiveSamplingState;
import dev.assay.v1.AdvanceAdaptiveSamplingRequest;
import dev.assay.v1.Assignment;
import dev.assay.v1.BuildTrainingSetRequest;
import dev.assay.v1.BuildTrainingSetResponse;
import dev.assay.v1.CreateProjectRequest;
import dev.assay.v1.Item;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import dev.assay.v1.TrainingBalance;
import dev.assay.v1.TrainingCompression;
import dev.assay.v1.TrainingSetMethod;
import dev.assay.v1.TrainingSetRow;
import dev.assay.v1.TrainingSetRow.Split;
import dev.assay.v1.TrainingSplit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every method of a training set, over gRPC and from the command line. */
final class TrainingSetTest {
  private static final ProjectName PROJECT = ProjectName.of("scans");
  private static final int ITEMS = 120;

  @TempDir private static Path folder;
  private static AssayServer server;
  private static AssayClient client;

  /** A third is ill; those lie by the healthy ones. Every item has a twin. */
  @BeforeAll
  static void start() throws Exception {
    server = CommandRun.server(folder);
    client = AssayClient.connect("127.0.0.1:" + server.port());
    client
        .projects()
        .createProject(
            CreateProjectRequest.newBuilder()
                .setProject(
                    Project.newBuilder()
                        .setName(PROJECT.toString())
                        .setLabelSchema(LabelSchemas.binary("healthy", "ill"))
                        .setPolicy(Policy.newBuilder().setStrategy("random").setWaveSize(ITEMS))
                        .setCurrencyCode("EUR")
                        .setDefaultPriceMicros(1_000))
                .setCeilingMicros(1_000_000)
                .build());
    SplittableRandom random = new SplittableRandom(5);
    List<Item> items = new ArrayList<>();
    List<ScoreRow> scores = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      Item.Builder item = Item.newBuilder().setId("i" + i).putAttributes("patient", "p" + i / 4);
      for (int d = 0; d < 3; d++) {
        item.addEmbedding(
            i % 2 == 1
                ? items.get(i - 1).getEmbedding(d) + 1e-4f
                : (isIll(i) && d == 0 ? .6f : 0) + (float) random.nextDouble());
      }
      items.add(item.build());
      float ill = (float) random.nextDouble(.05, .95);
      scores.add(ScoreRow.of("i" + i, 1 - ill, ill));
    }
    client.pool().putItems(PROJECT, items);
    client.pool().putScores(PROJECT, "v1", Scores.ofRows(scores));
    label();
  }

  private static void label() {
    while (true) {
      List<Assignment> batch =
          client.acquisition().nextBatch(PROJECT, "ann", 40).getAssignmentsList();
      if (batch.isEmpty()) {
        return;
      }
      client
          .labels()
          .submitLabels(
              PROJECT,
              "ann",
              batch.stream()
                  .map(
                      one ->
                          LabelClient.answer(
                              one,
                              isIll(Integer.parseInt(one.getItemId().substring(1)))
                                  ? "ill"
                                  : "healthy"))
                  .toList());
    }
  }

  private static boolean isIll(int item) {
    return item / 2 % 3 == 0;
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  private static ManifestFile build(BuildTrainingSetRequest.Builder request) {
    try (Export<BuildTrainingSetResponse> messages =
        client.trainingSets().buildTrainingSet(request.setProject(PROJECT.toString()).build())) {
      return ManifestFile.of(messages);
    }
  }

  private static TrainingBalance.Builder balance(String method) {
    TrainingBalance.Builder balance = TrainingBalance.newBuilder().setMethod(method);
    if (method.equals("cost-weights")) {
      balance.addAllCosts(List.of(0.0, 1.0, 5.0, 0.0));
    } else if (method.equals("smote-nc")) {
      balance.addCategoryCoordinates(2);
    }
    return balance;
  }

  @Test
  void everyBalanceIsDrivenOverGrpc() {
    for (TrainingSetMethod method :
        client.trainingSets().listTrainingSetMethods().getBalancesList()) {
      String name = method.getMethod();
      ManifestFile manifest =
          build(BuildTrainingSetRequest.newBuilder().setSeed(3).setBalance(balance(name)));
      long healthy = manifest.header().getClasses(0).getTrainingCount();
      long ill = manifest.header().getClasses(1).getTrainingCount();
      assertThat(manifest.header().getRowCount()).as(name).isEqualTo(manifest.rows().size());
      switch (name) {
        case "random-over", "smote", "borderline-smote", "smote-nc" ->
            assertThat(ill).as(name).isEqualTo(healthy).isEqualTo(80);
        case "adasyn" -> assertThat(ill).as(name).isBetween(60L, 100L);
        case "random-under", "near-miss", "active-down-sampling" ->
            assertThat(healthy).as(name).isEqualTo(ill).isEqualTo(40);
        case "class-weights", "cost-weights" -> assertThat(healthy + ill).isEqualTo(ITEMS);
        case "soft-labels" -> {
          assertThat(healthy + ill).isEqualTo(30);
          assertThat(manifest.rows().get(0).getSoftLabelList()).hasSize(2);
        }
        default -> assertThat(ill).as(name).isEqualTo(40);
      }
      assertThat(build(BuildTrainingSetRequest.newBuilder().setSeed(3).setBalance(balance(name))))
          .as(name)
          .isEqualTo(manifest);
    }
  }

  @Test
  void everyCompressionIsDrivenOverGrpc() {
    for (TrainingSetMethod method :
        client.trainingSets().listTrainingSetMethods().getCompressionsList()) {
      String name = method.getMethod();
      TrainingCompression.Builder wanted =
          TrainingCompression.newBuilder().setMethod(name).setKeepShare(.25);
      if (name.equals("dqas")) {
        wanted.addAllClassFractions(List.of(.8, .2));
      }
      ManifestFile manifest =
          build(BuildTrainingSetRequest.newBuilder().setSeed(4).setCompression(wanted));
      assertThat(manifest.rows()).as(name).hasSize(30);
      assertThat(manifest.header().getClassesList())
          .as(name)
          .allSatisfy(count -> assertThat(count.getTrainingCount()).isPositive());
      assertThat(manifest.rows().stream().mapToDouble(TrainingSetRow::getWeight).sum())
          .as(name)
          .isCloseTo(30, within(1e-6));
    }
  }

  @Test
  void oneSideHasAllOfAGroupAndAllTwins() {
    ManifestFile manifest =
        build(
            BuildTrainingSetRequest.newBuilder()
                .setSeed(1)
                .setSplit(
                    TrainingSplit.newBuilder()
                        .setTestShare(.3)
                        .setValidationShare(.2)
                        .setGroupAttribute("patient")));
    Map<Integer, Split> sides = new HashMap<>();
    for (TrainingSetRow row : manifest.rows()) {
      int patient = Integer.parseInt(row.getItemId().substring(1)) / 4;
      assertThat(sides.merge(patient, row.getSplit(), (old, now) -> old))
          .as(row.getItemId())
          .isEqualTo(row.getSplit());
    }
    assertThat(sides.values())
        .contains(Split.SPLIT_TRAIN, Split.SPLIT_VALIDATION, Split.SPLIT_TEST);
    ManifestFile twins =
        build(
            BuildTrainingSetRequest.newBuilder()
                .setSplit(TrainingSplit.newBuilder().setTestShare(.5).setNearDuplicateRadius(.01)));
    Map<Integer, Split> pairs = new HashMap<>();
    for (TrainingSetRow row : twins.rows()) {
      int pair = Integer.parseInt(row.getItemId().substring(1)) / 2;
      assertThat(pairs.merge(pair, row.getSplit(), (old, now) -> old)).isEqualTo(row.getSplit());
      assertThat(row.getSplit() != Split.SPLIT_TEST || row.getPoolWeight() > 0).isTrue();
    }
    assertThat(pairs.values()).contains(Split.SPLIT_TRAIN, Split.SPLIT_TEST);
  }

  @Test
  void aManifestIsTheSameOfTheSameMomentAndOfAnEarlierOneHoldsItsItems() {
    ManifestFile first = build(BuildTrainingSetRequest.newBuilder().setSettledCount(50));
    ManifestFile again = build(BuildTrainingSetRequest.newBuilder().setSettledCount(50));
    ManifestFile all = build(BuildTrainingSetRequest.newBuilder());
    assertThat(again.header().getDigest())
        .isEqualTo(first.header().getDigest())
        .matches("[0-9a-f]{64}")
        .isNotEqualTo(all.header().getDigest());
    assertThat(first.rows()).hasSize(50);
    assertThat(all.rows().subList(0, 50).stream().map(TrainingSetRow::getItemId))
        .containsExactlyElementsOf(first.rows().stream().map(TrainingSetRow::getItemId).toList());
    assertThat(all.header().getThreshold().getClassName()).isEqualTo("ill");
    assertThat(all.header().getThreshold().getF1())
        .isGreaterThanOrEqualTo(all.header().getThreshold().getF1AtHalf());
  }

  @Test
  void anAdaptiveCompressionGoesOnFromTheStateThatThePipelineKept() {
    AdaptiveSamplingState state =
        client
            .trainingSets()
            .advanceAdaptiveSampling(
                AdvanceAdaptiveSamplingRequest.newBuilder()
                    .addAllClassAccuracies(List.of(.9, .6))
                    .setSeed(7)
                    .build())
            .getState();
    assertThat(state.getRound()).isZero();
    var next =
        client
            .trainingSets()
            .advanceAdaptiveSampling(
                AdvanceAdaptiveSamplingRequest.newBuilder()
                    .setState(state)
                    .addAllClassAccuracies(List.of(.9, .5))
                    .build());
    double before = state.getClassFractions(1) / state.getClassFractions(0);
    double after = next.getState().getClassFractions(1) / next.getState().getClassFractions(0);
    assertThat(after).isCloseTo(1.1 * before, within(1e-9));
    assertThat(next.getSensitiveClassesCount() + next.getStableClassesCount()).isEqualTo(2);
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(
            () ->
                client
                    .trainingSets()
                    .advanceAdaptiveSampling(
                        AdvanceAdaptiveSamplingRequest.newBuilder()
                            .setState(state)
                            .addAllClassAccuracies(List.of(.9, .5, .4))
                            .build()))
        .withMessageContaining("of other classes");
  }

  @Test
  void whatCannotBeMadeIsRefusedWithWhatWouldHelp() {
    assertThatExceptionOfType(FailedPreconditionException.class)
        .isThrownBy(
            () ->
                build(
                    BuildTrainingSetRequest.newBuilder()
                        .setBalance(balance("smote").setNeighbourCount(100))))
        .withMessageContaining("has only 40 rows")
        .withMessageContaining("random-over");
    assertThatExceptionOfType(FailedPreconditionException.class)
        .isThrownBy(
            () ->
                build(
                    BuildTrainingSetRequest.newBuilder()
                        .setCompression(
                            TrainingCompression.newBuilder().setMethod("dq").setKeepShare(.001))))
        .withMessageContaining("keep 2 or more");
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(
            () -> build(BuildTrainingSetRequest.newBuilder().setBalance(balance("class-wights"))))
        .withMessageContaining("ListTrainingSetMethods");
  }

  @Test
  void theCommandLineBuildsShowsAndCompares() throws Exception {
    List<String> to = List.of("--target", "127.0.0.1:" + server.port());
    Path first = folder.resolve("first.ndjson");
    Path second = folder.resolve("second.ndjson");
    CommandRun built =
        CommandRun.of(
            to,
            "training-set",
            "build",
            "-p",
            "scans",
            "--keep",
            "0.2",
            "--balance",
            "class-weights",
            "--out",
            first.toString());
    assertThat(built.code()).as(built.err()).isZero();
    assertThat(built.out()).contains("digest", "healthy", "ill", "threshold of ill");
    assertThat(CommandRun.of("training-set", "show", first.toString()).out())
        .isEqualTo(built.out());
    assertThat(
            CommandRun.of(
                    to,
                    "training-set",
                    "build",
                    "-p",
                    "scans",
                    "--keep",
                    "0.3",
                    "--out",
                    second.toString())
                .code())
        .isZero();
    CommandRun diff = CommandRun.of("training-set", "diff", first.toString(), second.toString());
    assertThat(diff.out()).contains("added", "weight").doesNotContain("removed");
    assertThat(CommandRun.of("training-set", "diff", first.toString(), first.toString()).lines())
        .hasSize(1);
    assertThat(CommandRun.of(to, "training-set", "build", "-p", "scans", "--output", "csv").lines())
        .hasSize(ITEMS + 1);
    assertThat(CommandRun.of(to, "training-set", "methods").out()).contains("growth", "smote-nc");

    Files.writeString(second, Files.readString(second).lines().limit(9).toList() + "\n");
    assertThat(CommandRun.of("training-set", "show", second.toString()).err())
        .contains("line 1: no line of a manifest");
    Files.write(first, Files.readAllLines(first).subList(0, 9));
    assertThat(CommandRun.of("training-set", "show", first.toString()).err())
        .contains("holds 8 rows, and its header speaks of 24");
    assertThat(CommandRun.of(to, "training-set", "build", "-p", "scans", "--compress", "dq").err())
        .contains("--keep 0.1");
  }
}
