package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.assay.client.AssayClient;
import dev.assay.client.AssayException;
import dev.assay.client.EvaluationClient;
import dev.assay.client.FailedPreconditionException;
import dev.assay.client.InvalidRequestException;
import dev.assay.client.LabelClient;
import dev.assay.client.LabelSchemas;
import dev.assay.client.ProjectName;
import dev.assay.client.ScoreRow;
import dev.assay.client.Scores;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.evaluate.RoundDesign;
import dev.assay.server.AssayServer;
import dev.assay.server.config.ConfigSources;
import dev.assay.server.config.ServerConfig;
import dev.assay.v1.Assignment;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.ConfidenceInterval;
import dev.assay.v1.CreateProjectRequest;
import dev.assay.v1.Estimate;
import dev.assay.v1.Evaluation;
import dev.assay.v1.EvaluationForecast;
import dev.assay.v1.EvaluationMetric;
import dev.assay.v1.EvaluationMode;
import dev.assay.v1.EvaluationPlan;
import dev.assay.v1.EvaluationRound;
import dev.assay.v1.GetEvaluationRequest;
import dev.assay.v1.GetEvaluationResponse;
import dev.assay.v1.Grant;
import dev.assay.v1.Item;
import dev.assay.v1.LabelSubmission;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import dev.assay.v1.Slice;
import dev.assay.v1.WithheldEstimate;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Evaluations, from the command through the SDK to the server and back. */
@SuppressWarnings("NullAway.Init")
final class EvaluationCommandTest {
  private static final int ITEMS = 400;
  private static final ProjectName PROJECT = ProjectName.of("pets");

  /** How likely each item is of the class "yes", as the scores say, and whether it is. */
  private static final double[] YES = new double[ITEMS];

  private static final boolean[] IS_YES = new boolean[ITEMS];

  static {
    SeededStream random = new SeededStream(5);
    for (int i = 0; i < ITEMS; i++) {
      double u = random.nextUnit();
      YES[i] = Math.min(Math.max(u < 0.5 ? 0.4 * u * u * 4 : 1 - 0.4 * (1 - u) * 2, 0.02), 0.98);
      IS_YES[i] = random.nextUnit() < YES[i];
    }
  }

  @TempDir private Path folder;
  private AssayServer server;
  private AssayClient client;

  @BeforeEach
  void start() throws Exception {
    String store = folder.resolve("assay.db").toString();
    ServerConfig config =
        ServerConfig.of(
            ConfigSources.inProgram(
                Map.of("listen", "127.0.0.1:0", "store", store, "planner.seed", "7")));
    server = AssayServer.start(config, Optional.empty(), InstantSource.system());
    client = AssayClient.connect("127.0.0.1:" + server.port());
    client
        .projects()
        .createProject(
            CreateProjectRequest.newBuilder()
                .setProject(
                    Project.newBuilder()
                        .setName(PROJECT.toString())
                        .setLabelSchema(LabelSchemas.binary("no", "yes"))
                        .setPolicy(Policy.newBuilder().setStrategy("margin").setWaveSize(40))
                        .setCurrencyCode("EUR")
                        .setDefaultPriceMicros(20_000))
                .setCeilingMicros(100_000_000)
                .build());
    client
        .pool()
        .putItems(
            PROJECT,
            IntStream.range(0, ITEMS)
                .mapToObj(
                    i ->
                        Item.newBuilder()
                            .setId("i" + i)
                            .putAttributes("site", i % 2 == 0 ? "even" : "odd")
                            .build()));
    publish("v1");
  }

  private void publish(String version) {
    client
        .pool()
        .putScores(
            PROJECT,
            version,
            Scores.ofRows(
                IntStream.range(0, ITEMS)
                    .mapToObj(i -> ScoreRow.of("i" + i, (float) (1 - YES[i]), (float) YES[i]))));
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.close();
  }

  private static boolean isRight(int i) {
    return (YES[i] > 0.5) == IS_YES[i];
  }

  private static double accuracy() {
    return IntStream.range(0, ITEMS).filter(EvaluationCommandTest::isRight).count()
        / (double) ITEMS;
  }

  /** Labels so many items as they are, or until there is nothing left. */
  private int label(int count) {
    int labelled = 0;
    while (labelled < count) {
      List<Assignment> batch =
          client
              .acquisition()
              .nextBatch(PROJECT, "ann", Math.min(count - labelled, 20))
              .getAssignmentsList();
      if (batch.isEmpty()) {
        return labelled;
      }
      List<LabelSubmission> answers = new ArrayList<>();
      for (Assignment assignment : batch) {
        int i = Integer.parseInt(assignment.getItemId().substring(1));
        answers.add(LabelClient.answer(assignment, IS_YES[i] ? "yes" : "no"));
      }
      client.labels().submitLabels(PROJECT, "ann", answers);
      labelled += batch.size();
    }
    return labelled;
  }

  private GetEvaluationResponse get(String id, EvaluationMode mode) {
    return client
        .evaluations()
        .getEvaluation(
            GetEvaluationRequest.newBuilder()
                .setProject(PROJECT.toString())
                .setEvaluationId(id)
                .setMode(mode)
                .addLevels(mode == EvaluationMode.EVALUATION_MODE_ANYTIME ? 0.999 : 0.9)
                .build());
  }

  private static ConfidenceInterval interval(Estimate estimate) {
    return estimate.getValue().getIntervals(0);
  }

  /**
   * Which batches come when is not the same in every run: five standard errors are never missed.
   */
  private static void assertNear(Estimate estimate, double truth) {
    double error = Math.max(estimate.getValue().getStandardError(), 0.01);
    assertThat(estimate.getValue().getPoint()).isCloseTo(truth, within(5 * error));
    assertThat(interval(estimate).getLow())
        .isLessThanOrEqualTo(estimate.getValue().getPoint())
        .isLessThan(interval(estimate).getHigh());
  }

  private static EvaluationPlan.Builder plan(RoundDesign design, int labels) {
    return EvaluationPlan.newBuilder().setDesign(design.designName()).setLabelBudget(labels);
  }

  private List<Grant> granted() {
    List<Grant> grants = new ArrayList<>();
    client
        .audit()
        .listAuditEvents(PROJECT)
        .forEach(event -> grants.addAll(event.getBatchGranted().getGrantsList()));
    return grants;
  }

  @ParameterizedTest
  @EnumSource(RoundDesign.class)
  void everyDesignLeadsToACompleteEstimateNearTheTruth(RoundDesign design) {
    label(20);
    Evaluation made =
        client.evaluations().createEvaluation(PROJECT, plan(design, 80).setMaxRounds(2).build());
    String id = made.getEvaluationId();
    assertThat(made.getRounds(0).getKnownCount()).isEqualTo(20);
    assertThat(made.getRounds(0).getCandidateCount()).isEqualTo(ITEMS - 20);

    label(made.getRounds(0).getDrawCount());
    Estimate partial =
        get(id, EvaluationMode.EVALUATION_MODE_PARTIAL).getEstimates(0).getEstimate();
    Estimate waits = get(id, EvaluationMode.EVALUATION_MODE_COMPLETE).getEstimates(0).getEstimate();
    assertNear(partial, accuracy());
    assertThat(waits.getWithheld().getReason())
        .isEqualTo(WithheldEstimate.Reason.REASON_EVALUATION_INCOMPLETE);

    Evaluation advanced = client.evaluations().advanceEvaluation(PROJECT, id);
    assertThat(advanced.getRoundsList()).hasSize(2);
    while (get(id, EvaluationMode.EVALUATION_MODE_COMPLETE)
        .getEstimates(0)
        .getEstimate()
        .hasWithheld()) {
      assertThat(label(20)).isEqualTo(20);
    }
    Estimate complete =
        get(id, EvaluationMode.EVALUATION_MODE_COMPLETE).getEstimates(0).getEstimate();
    assertNear(complete, accuracy());
    assertThat(interval(complete).getHigh() - interval(complete).getLow())
        .isLessThan(interval(partial).getHigh() - interval(partial).getLow());
    assertThat(complete.getPopulationCount()).isEqualTo(ITEMS);
    assertThat(complete.getValue().getDesign()).isEqualTo(design.designName());
    assertThat(complete.getMissingCount()).isZero();
    for (EvaluationRound round : advanced.getRoundsList()) {
      assertThat(client.audit().replayWave(PROJECT, round.getWaveNumber()).getIdentical()).isTrue();
    }
    // What it taught is in the other estimates, too, and training went on beside it.
    Estimate all = client.estimation().estimateAccuracy(PROJECT).getAccuracy();
    assertNear(all, accuracy());
    assertThat(granted())
        .extracting(Grant::getSlice)
        .contains(Slice.SLICE_MONITOR, Slice.SLICE_EXPLOIT, Slice.SLICE_EXPLORE);
  }

  @Test
  void aCensusIsExactAndTheEvaluationCompletes() {
    EvaluationMetric recall =
        EvaluationMetric.newBuilder().setMetric("recall").setClassName("yes").build();
    EvaluationMetric accuracy = EvaluationMetric.newBuilder().setMetric("accuracy").build();
    label(30);
    client
        .evaluations()
        .createEvaluation(
            PROJECT,
            plan(RoundDesign.ORDERED_PIVOTAL, 1_000)
                .addMetrics(recall)
                .addMetrics(accuracy)
                .build());
    assertThat(label(ITEMS)).isEqualTo(ITEMS - 30);

    GetEvaluationResponse got = get("e1", EvaluationMode.EVALUATION_MODE_COMPLETE);
    long yes = IntStream.range(0, ITEMS).filter(i -> IS_YES[i]).count();
    long found = IntStream.range(0, ITEMS).filter(i -> IS_YES[i] && YES[i] > 0.5).count();
    assertThat(got.getEstimates(0).getEstimate().getValue().getPoint())
        .isCloseTo((double) found / yes, within(1e-9));
    assertThat(got.getEstimates(1).getEstimate().getValue().getPoint())
        .isCloseTo(accuracy(), within(1e-9));
    assertThat(interval(got.getEstimates(1).getEstimate()).getLow())
        .isCloseTo(accuracy(), within(1e-9));
    Evaluation ended = client.evaluations().cancelEvaluation(PROJECT, "e1");
    assertThat(ended.getState()).isEqualTo(Evaluation.State.STATE_COMPLETED);
    assertThat(client.audit().listAuditEvents(PROJECT))
        .extracting(AuditEvent::getEventCase)
        .contains(
            AuditEvent.EventCase.EVALUATION_CREATED,
            AuditEvent.EventCase.EVALUATION_ADVANCED,
            AuditEvent.EventCase.EVALUATION_ENDED);
  }

  @Test
  void anAnytimeEvaluationHoldsAtEveryLook() {
    client
        .evaluations()
        .createEvaluation(
            PROJECT, EvaluationPlan.newBuilder().setLabelBudget(200).setAnytime(true).build());
    double width = 1;
    for (int look = 0; look < 8; look++) {
      label(40);
      Estimate estimate =
          get("e1", EvaluationMode.EVALUATION_MODE_ANYTIME).getEstimates(0).getEstimate();
      assertThat(interval(estimate).getLow()).isLessThanOrEqualTo(accuracy());
      assertThat(interval(estimate).getHigh()).isGreaterThanOrEqualTo(accuracy());
      width = interval(estimate).getHigh() - interval(estimate).getLow();
    }
    assertThat(width).isLessThan(0.35);
  }

  private EvaluationForecast forecast(EvaluationPlan.Builder plan) {
    return client
        .evaluations()
        .createEvaluation(EvaluationClient.forecast(PROJECT, plan.build()))
        .getEvaluation()
        .getForecast();
  }

  @Test
  void aDryRunForetellsCostAndWidthAndDrawsNothing() {
    EvaluationForecast forecast = forecast(plan(RoundDesign.ORDERED_PIVOTAL, 100));
    assertThat(forecast.getLabelCount()).isEqualTo(100);
    assertThat(forecast.getCostMicros()).isEqualTo(100 * 20_000);
    assertThat(client.evaluations().listEvaluations(PROJECT)).isEmpty();

    // The other way round: as many labels as that width takes.
    EvaluationForecast inverted =
        forecast(EvaluationPlan.newBuilder().setHalfWidth(forecast.getHalfWidth()));
    assertThat(inverted.getLabelsNeeded()).isBetween(97, 100);

    client.evaluations().createEvaluation(PROJECT, plan(RoundDesign.ORDERED_PIVOTAL, 100).build());
    while (get("e1", EvaluationMode.EVALUATION_MODE_COMPLETE)
        .getEstimates(0)
        .getEstimate()
        .hasWithheld()) {
      label(20);
    }
    ConfidenceInterval then =
        interval(get("e1", EvaluationMode.EVALUATION_MODE_COMPLETE).getEstimates(0).getEstimate());
    assertThat(forecast.getHalfWidth() / ((then.getHigh() - then.getLow()) / 2))
        .isBetween(0.7, 1.4);
  }

  @Test
  void aPartIsMeasuredAloneAndLeavesOtherEstimatesAsTheyAre() {
    client
        .evaluations()
        .createEvaluation(
            PROJECT,
            plan(RoundDesign.STRATIFIED_NEYMAN, 100)
                .setPartAttribute("site")
                .setPartValue("odd")
                .build());
    label(40);
    assertThat(client.estimation().estimateAccuracy(PROJECT).getAccuracy().getPopulationCount())
        .isIn(0L, (long) ITEMS);
    while (get("e1", EvaluationMode.EVALUATION_MODE_COMPLETE)
        .getEstimates(0)
        .getEstimate()
        .hasWithheld()) {
      label(20);
    }
    Estimate odd = get("e1", EvaluationMode.EVALUATION_MODE_COMPLETE).getEstimates(0).getEstimate();
    double truth =
        IntStream.range(0, ITEMS).filter(i -> i % 2 == 1 && isRight(i)).count() / (ITEMS / 2.0);
    assertThat(odd.getPopulationCount()).isEqualTo(ITEMS / 2);
    assertNear(odd, truth);
    Estimate all = client.estimation().estimateAccuracy(PROJECT).getAccuracy();
    assertNear(all, accuracy());
    assertThat(client.estimation().estimatePrevalence(PROJECT).getClassesList()).hasSize(2);
    assertThat(
            client
                .audit()
                .replayWave(
                    PROJECT,
                    get("e1", EvaluationMode.EVALUATION_MODE_PARTIAL)
                        .getEvaluation()
                        .getRounds(0)
                        .getWaveNumber())
                .getIdentical())
        .isTrue();
  }

  @Test
  void theShareOfAnEvaluationIsThePolicys() {
    client.evaluations().createEvaluation(PROJECT, plan(RoundDesign.POISSON, 150).build());
    label(200);
    long monitored =
        granted().stream().filter(grant -> grant.getSlice() == Slice.SLICE_MONITOR).count();
    // Half of 200 first votes, and the places for which no wave was drawn yet.
    assertThat(monitored).isBetween(90L, 150L);
    assertThat(new HashSet<>(granted().stream().map(Grant::getItemId).toList())).hasSize(200);
  }

  @Test
  void aCancelledEvaluationIsOfferedLast() {
    client.evaluations().createEvaluation(PROJECT, plan(RoundDesign.SIMPLE_RANDOM, 50).build());
    Evaluation cancelled = client.evaluations().cancelEvaluation(PROJECT, "e1");
    assertThat(cancelled.getState()).isEqualTo(Evaluation.State.STATE_CANCELLED);
    label(ITEMS - 50);
    assertThat(granted()).extracting(Grant::getSlice).doesNotContain(Slice.SLICE_MONITOR);
    assertThat(label(ITEMS)).isEqualTo(50);
    assertThat(granted().stream().filter(grant -> grant.getSlice() == Slice.SLICE_MONITOR).count())
        .isEqualTo(50);
    // Another can be made once nothing runs, but nothing is left to draw.
    assertThatExceptionOfType(FailedPreconditionException.class)
        .isThrownBy(
            () ->
                client
                    .evaluations()
                    .createEvaluation(PROJECT, plan(RoundDesign.SIMPLE_RANDOM, 50).build()))
        .extracting(EvaluationCommandTest::reason)
        .isEqualTo("EVALUATION_NOTHING_TO_DRAW");
  }

  private static String reason(AssayException e) {
    return e.reasonName();
  }

  @Test
  void whatCannotBeIsRefusedWithItsReason() {
    var evaluations = client.evaluations();
    for (EvaluationPlan bad :
        List.of(
            EvaluationPlan.getDefaultInstance(),
            plan(RoundDesign.POISSON, 9).build(),
            plan(RoundDesign.POISSON, 50).setHalfWidth(0.1).build(),
            plan(RoundDesign.POISSON, 50).setDesign("lucky-dip").build(),
            plan(RoundDesign.POISSON, 50).setFloor(0).build(),
            plan(RoundDesign.POISSON, 50).setStrata(1).build(),
            plan(RoundDesign.POISSON, 50).setMaxRounds(21).build(),
            plan(RoundDesign.POISSON, 50).setAnytime(true).build(),
            plan(RoundDesign.POISSON, 50).setPartAttribute("site").build(),
            plan(RoundDesign.POISSON, 50)
                .addMetrics(EvaluationMetric.newBuilder().setMetric("recall"))
                .build(),
            plan(RoundDesign.POISSON, 50)
                .addMetrics(EvaluationMetric.newBuilder().setMetric("recall").setClassName("maybe"))
                .build())) {
      assertThatExceptionOfType(InvalidRequestException.class)
          .isThrownBy(() -> evaluations.createEvaluation(PROJECT, bad));
    }
    evaluations.createEvaluation(PROJECT, plan(RoundDesign.POISSON, 50).build());
    assertThat(
            get("e1", EvaluationMode.EVALUATION_MODE_ANYTIME)
                .getEstimates(0)
                .getEstimate()
                .getWithheld()
                .getReason())
        .isEqualTo(WithheldEstimate.Reason.REASON_EVALUATION_NOT_ANYTIME);
  }

  @Test
  void aNewVersionEndsTheRoundsButNotWhatWasDrawn() {
    client
        .evaluations()
        .createEvaluation(PROJECT, plan(RoundDesign.FILA, 60).setMaxRounds(3).build());
    label(30);
    publish("v2");
    assertThatExceptionOfType(FailedPreconditionException.class)
        .isThrownBy(() -> client.evaluations().advanceEvaluation(PROJECT, "e1"))
        .extracting(EvaluationCommandTest::reason)
        .isEqualTo("EVALUATION_VERSION_NOT_CURRENT");
    label(40);
    Estimate estimate =
        get("e1", EvaluationMode.EVALUATION_MODE_COMPLETE).getEstimates(0).getEstimate();
    assertNear(estimate, accuracy());
  }

  private String run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--target", "127.0.0.1:" + server.port(), "-p", "pets"));
    StringWriter out = new StringWriter();
    int status =
        Assay.commandLine(Map.of())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(out))
            .execute(all.toArray(String[]::new));
    assertThat(status).as(out.toString()).isZero();
    return out.toString();
  }

  @Test
  void theCommandMakesShowsAdvancesListsAndCancels() {
    Set<String> columns = new HashSet<>(List.of("LABELS", "HALF-WIDTH", "COST", "KNOWN"));
    String foretold = run("evaluation", "create", "--half-width", "0.04", "--dry-run");
    columns.forEach(column -> assertThat(foretold).contains(column));
    String create = "evaluation create --id first --labels 40 --rounds 2 --metric accuracy";
    assertThat(run((create + " --metric recall:yes").split(" ")))
        .contains("first", "RUNNING", "ordered-pivotal", "1/2", "0/20");
    label(40);
    assertThat(run("evaluation", "show", "first")).contains("accuracy", "recall:yes");
    assertThat(run("evaluation", "show", "first", "--output", "json"))
        .contains("\"judged_count\":20");
    assertThat(run("evaluation", "advance", "first")).contains("2/2");
    assertThat(run("evaluation", "list", "--output", "csv")).startsWith("EVALUATION,MODEL VERSION");
    assertThat(run("evaluation", "cancel", "first")).contains("CANCELLED");
    assertThat(run("audit", "list")).contains("first, round 2: 20 items by ordered-pivotal");
  }
}
