package dev.assay.server.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.assay.client.AssayClient;
import dev.assay.client.AssayException;
import dev.assay.client.GoldClient;
import dev.assay.client.LabelClient;
import dev.assay.client.ProjectName;
import dev.assay.client.ScoreRow;
import dev.assay.client.Scores;
import dev.assay.server.ServerFixture;
import dev.assay.server.ValidRequests;
import dev.assay.server.failure.EvaluationNothingToDraw;
import dev.assay.server.failure.EvaluationPoolChanged;
import dev.assay.v1.Assignment;
import dev.assay.v1.CreateEvaluationRequest;
import dev.assay.v1.ErrorReason;
import dev.assay.v1.EvaluationPlan;
import dev.assay.v1.Item;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What evaluations are refused for, each with its reason. */
@SuppressWarnings("NullAway.Init")
final class EvaluationRefusalsTest {
  private static final ProjectName PROJECT = ProjectName.of("refusals");
  private static final EvaluationPlan PLAN =
      EvaluationPlan.newBuilder().setLabelBudget(10).setMaxRounds(2).build();

  @TempDir private Path folder;
  private ServerFixture fixture;
  private AssayClient client;

  @BeforeEach
  void start() throws Exception {
    fixture = ServerFixture.start(folder);
    client = AssayClient.connect("127.0.0.1:" + fixture.server().port());
    client.projects().createProject(ValidRequests.project(PROJECT.toString()), 1_000_000);
    client
        .pool()
        .putItems(
            PROJECT,
            IntStream.range(0, 30).mapToObj(i -> Item.newBuilder().setId("i" + i).build()));
    publish("v1");
  }

  private void publish(String version) {
    client
        .pool()
        .putScores(
            PROJECT,
            version,
            Scores.ofRows(
                IntStream.range(0, 30).mapToObj(i -> ScoreRow.of("i" + i, i / 30f, 1 - i / 30f))));
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    fixture.close();
  }

  private static void assertRefused(ErrorReason reason, ThrowingCallable call) {
    AssayException refused = catchThrowableOfType(AssayException.class, call);
    assertThat(refused).isNotNull();
    assertThat(refused.reason()).isEqualTo(reason);
  }

  private CreateEvaluationRequest.Builder request() {
    return CreateEvaluationRequest.newBuilder().setProject(PROJECT.toString()).setPlan(PLAN);
  }

  @Test
  void eachRefusalHasItsReason() {
    var evaluations = client.evaluations();
    assertRefused(
        ErrorReason.ERROR_REASON_EVALUATION_NOT_FOUND,
        () -> evaluations.getEvaluation(PROJECT, "none"));
    assertRefused(
        ErrorReason.ERROR_REASON_EVALUATION_VERSION_NOT_CURRENT,
        () -> evaluations.createEvaluation(request().setModelVersion("v0").build()));
    assertRefused(
        ErrorReason.ERROR_REASON_EVALUATION_NOTHING_TO_DRAW,
        () ->
            evaluations.createEvaluation(
                request()
                    .setPlan(PLAN.toBuilder().setPartAttribute("site").setPartValue("north"))
                    .build()));
    evaluations.createEvaluation(PROJECT, PLAN);
    assertRefused(
        ErrorReason.ERROR_REASON_EVALUATION_EXISTS,
        () -> evaluations.createEvaluation(request().setEvaluationId("e1").build()));
    assertRefused(
        ErrorReason.ERROR_REASON_EVALUATION_RUNNING,
        () -> evaluations.createEvaluation(PROJECT, PLAN));
    evaluations.advanceEvaluation(PROJECT, "e1");
    assertRefused(
        ErrorReason.ERROR_REASON_EVALUATION_ENDED,
        () -> evaluations.advanceEvaluation(PROJECT, "e1"));
    evaluations.cancelEvaluation(PROJECT, "e1");
    assertRefused(
        ErrorReason.ERROR_REASON_EVALUATION_ENDED,
        () -> evaluations.cancelEvaluation(PROJECT, "e1"));
  }

  @Test
  void aRoundThatWasNotPreparedIsRefusedAndMayBeAskedForAgain() {
    PreparedWork<String, String> work = new PreparedWork<>();
    work.prepare("r", () -> "round");
    assertThat(work.take("r")).isEqualTo("round");
    EvaluationPoolChanged changed =
        catchThrowableOfType(EvaluationPoolChanged.class, () -> work.take("r"));
    assertThat(changed.isFinal()).isFalse();
    work.prepare(
        "r",
        () -> {
          throw new EvaluationNothingToDraw("v1");
        });
    assertThat(catchThrowableOfType(EvaluationNothingToDraw.class, () -> work.take("r")))
        .isNotNull();
  }

  @Test
  void whatWasServedIsKnownAndGoldIsNoneOfThePopulation() {
    client.gold().putGold(PROJECT, List.of(GoldClient.key("i3", "no")));
    List<Assignment> batch =
        client.acquisition().nextBatch(PROJECT, "ann", 12).getAssignmentsList();
    client
        .labels()
        .submitLabels(
            PROJECT, "ann", batch.stream().map(one -> LabelClient.answer(one, "no")).toList());

    var made = client.evaluations().createEvaluation(PROJECT, PLAN);

    assertThat(made.getRounds(0).getKnownCount()).isEqualTo(batch.size());
    assertThat(made.getRounds(0).getCandidateCount()).isEqualTo(29 - batch.size());
  }
}
