package dev.assay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.client.AssayClient;
import dev.assay.client.LabelClient;
import dev.assay.client.ProjectName;
import dev.assay.client.ScoreRow;
import dev.assay.client.Scores;
import dev.assay.v1.Assignment;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.EstimateGainRequest;
import dev.assay.v1.EstimateGainResponse;
import dev.assay.v1.Item;
import dev.assay.v1.LabelSchema;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.Project;
import dev.assay.v1.StopAdvice;
import dev.assay.v1.StopReason;
import dev.assay.v1.StoppingPolicy;
import dev.assay.v1.WaveDrawn;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the rules of a policy say of stopping, as callers of a server see it. */
final class StoppingDirectiveTest {
  private static final int ITEMS = 1_000;
  private static final int WAVE = 50;
  private static final int VERSIONS = 6;
  private static final ProjectName NAME = ProjectName.of("stopping");

  /** Reached by a model that is wrong on a tenth of the items. */
  private static final StoppingPolicy REACHED =
      StoppingPolicy.newBuilder().setTargetAccuracy(0.6).build();

  @TempDir private Path folder;
  private ServerFixture fixture;
  private AssayClient client;

  @BeforeEach
  void start() throws Exception {
    fixture = ServerFixture.start(folder, Map.of("planner.seed", "11"));
    client = AssayClient.connect("127.0.0.1:" + fixture.server().port());
  }

  @AfterEach
  void stop() {
    client.close();
    fixture.close();
  }

  private static Project.Builder project(StoppingPolicy stopping) {
    Project.Builder project = ValidRequests.project(NAME.toString()).toBuilder();
    project.getPolicyBuilder().setStrategy("random").setWaveSize(WAVE).setStopping(stopping);
    return project;
  }

  private void create(Project.Builder project) {
    client.projects().createProject(project.build(), 100_000_000);
    client
        .pool()
        .putItems(
            NAME,
            IntStream.range(0, ITEMS).mapToObj(i -> Item.newBuilder().setId("i" + i).build()));
  }

  private void update(StoppingPolicy stopping) {
    client.projects().updateProject(project(stopping).build(), "policy.stopping");
  }

  private NextBatchResponse label() {
    NextBatchResponse batch = client.acquisition().nextBatch(NAME, "ann", WAVE);
    submit("ann", batch.getAssignmentsList());
    return batch;
  }

  private void submit(String annotator, List<Assignment> assignments) {
    if (!assignments.isEmpty()) {
      client
          .labels()
          .submitLabels(
              NAME,
              annotator,
              assignments.stream().map(each -> LabelClient.answer(each, "no")).toList());
    }
  }

  /** A version that is wrong on a tenth of the items. */
  private void publish(int version) {
    client
        .pool()
        .putScores(
            NAME,
            "m" + version,
            Scores.ofRows(
                IntStream.range(0, ITEMS)
                    .mapToObj(
                        i ->
                            (i * 37 + version * 101) % 100 < 10
                                ? ScoreRow.of("i" + i, 0.3f, 0.7f)
                                : ScoreRow.of("i" + i, 0.7f, 0.3f))));
  }

  /** Labels under several versions; the last one was published and nothing asked for since. */
  private void learn() {
    label();
    for (int version = 0; version < VERSIONS; version++) {
      publish(version);
      if (version + 1 < VERSIONS) {
        label();
      }
    }
  }

  private List<WaveDrawn> waves() {
    return client.audit().listAuditEvents(NAME).stream()
        .filter(AuditEvent::hasWaveDrawn)
        .map(AuditEvent::getWaveDrawn)
        .toList();
  }

  private void assertReplayed() {
    for (WaveDrawn wave : waves()) {
      var replayed = client.audit().replayWave(NAME, wave.getWaveNumber());
      assertThat(replayed.getIdentical()).as("wave %d", wave.getWaveNumber()).isTrue();
      assertThat(replayed.getRecorded()).isEqualTo(wave);
    }
  }

  @Test
  void rulesOnlyAdviseWhereThePolicyDoesNotSayOtherwise() {
    create(project(REACHED));
    assertThat(label().getDirective().getAdvice()).isEqualTo(StopAdvice.STOP_ADVICE_TOO_EARLY);
    learn();
    EstimateGainResponse asked =
        client
            .estimation()
            .estimateGain(
                EstimateGainRequest.newBuilder()
                    .setProject(NAME.toString())
                    .setTargetAccuracy(0.6)
                    .build());
    NextBatchResponse batch = label();
    assertThat(batch.getAssignmentsCount()).isEqualTo(WAVE);
    assertThat(batch.getStopReason()).isEqualTo(StopReason.STOP_REASON_UNSPECIFIED);
    assertThat(batch.getDirective().getAdvice()).isEqualTo(StopAdvice.STOP_ADVICE_TARGET_REACHED);
    assertThat(batch.getDirective().getDescription())
        .isEqualTo("the accuracy is at least 0.6000: stop");
    // The wave has the measured numbers, those that its owner was told.
    WaveDrawn wave =
        waves().stream()
            .filter(each -> each.getModelVersion().equals("m5"))
            .findFirst()
            .orElseThrow();
    assertThat(wave.getStopDecision().getAdvice()).isEqualTo(asked.getAdvice());
    assertThat(wave.getStopDecision().getLook()).isEqualTo(asked.getLook()).isPositive();
    assertThat(wave.getStopDecision().getGain()).isEqualTo(asked.getGain());
    assertThat(wave.getStopDecision().getLowGain()).isEqualTo(asked.getLowGain());
    assertThat(wave.getStopDecision().getHighGain()).isEqualTo(asked.getHighGain());
    assertThat(client.pool().getPoolSummary(NAME).getStopDecision())
        .isEqualTo(wave.getStopDecision());
    assertReplayed();
    update(StoppingPolicy.newBuilder().setTargetAccuracy(0.99).build());
    // What was said under another policy is not this one's.
    assertThat(client.pool().getPoolSummary(NAME).hasStopDecision()).isFalse();
  }

  @Test
  void aPolicyThatStopsServesNothingNewUntilItChanges() {
    StoppingPolicy stops = REACHED.toBuilder().setStops(true).build();
    create(project(stops));
    learn();
    NextBatchResponse refused = client.acquisition().nextBatch(NAME, "ann", WAVE);
    assertThat(refused.getAssignmentsCount()).isZero();
    assertThat(refused.getStopReason()).isEqualTo(StopReason.STOP_REASON_STOPPING_RULE);
    assertThat(refused.hasRetryDelay()).isFalse();
    assertThat(refused.getDirective().getAdvice()).isEqualTo(StopAdvice.STOP_ADVICE_TARGET_REACHED);

    // Neither another version nor another annotator opens it again, and no wave is drawn.
    int waveCount = waves().size();
    publish(VERSIONS);
    assertThat(client.acquisition().nextBatch(NAME, "ben", WAVE).getStopReason())
        .isEqualTo(StopReason.STOP_REASON_STOPPING_RULE);
    assertThat(waves()).hasSize(waveCount);

    // Other rules are looked at anew: this one is not reached.
    update(stops.toBuilder().setTargetAccuracy(0.99).build());
    NextBatchResponse resumed = label();
    assertThat(resumed.getAssignmentsCount()).isEqualTo(WAVE);
    assertThat(resumed.getDirective().getAdvice()).isEqualTo(StopAdvice.STOP_ADVICE_CONTINUE);
    assertThat(resumed.getDirective().getDescription()).isEqualTo("no rule speaks for stopping");
    update(REACHED); // which only advises
    assertThat(label().getAssignmentsCount()).isEqualTo(WAVE);
    assertReplayed();
  }

  @Test
  void whatWasServedGoesOnAfterTheStop() {
    create(project(REACHED.toBuilder().setStops(true).build()));
    learn();
    // A rule that is not reached lets work begin.
    update(StoppingPolicy.newBuilder().setTargetAccuracy(0.99).setStops(true).build());
    List<Assignment> open = client.acquisition().nextBatch(NAME, "ann", 4).getAssignmentsList();
    update(REACHED.toBuilder().setStops(true).build());
    assertThat(client.acquisition().nextBatch(NAME, "ben", 10).getStopReason())
        .isEqualTo(StopReason.STOP_REASON_STOPPING_RULE);
    client.acquisition().returnAssignments(NAME, "ann", List.of(open.get(0).getToken()), "skipped");
    submit("ann", open.subList(1, 4));
    NextBatchResponse waiting = client.acquisition().nextBatch(NAME, "ben", 10);
    assertThat(waiting.getAssignmentsList())
        .extracting(Assignment::getItemId)
        .containsExactly(open.get(0).getItemId());
    assertThat(waiting.getStopReason()).isEqualTo(StopReason.STOP_REASON_STOPPING_RULE);
    submit("ben", waiting.getAssignmentsList());
  }

  @Test
  void theAdviceIsThereAfterARestart() throws Exception {
    create(project(REACHED.toBuilder().setStops(true).build()));
    learn();
    client.acquisition().nextBatch(NAME, "ann", WAVE);
    stop();
    start();
    NextBatchResponse refused = client.acquisition().nextBatch(NAME, "ann", WAVE);
    assertThat(refused.getStopReason()).isEqualTo(StopReason.STOP_REASON_STOPPING_RULE);
    assertThat(refused.getDirective().getAdvice()).isEqualTo(StopAdvice.STOP_ADVICE_TARGET_REACHED);
  }

  @Test
  void aPolicyWithoutRulesSaysNothing() {
    create(project(REACHED));
    client.projects().updateProject(ValidRequests.project(NAME.toString()), "policy.stopping");
    assertThat(label().hasDirective()).isFalse();
    List<WaveDrawn> all = waves(); // asked once: more are drawn ahead
    assertThat(all.get(all.size() - 1).hasStopDecision()).isFalse();
  }

  @Test
  void rulesNeedAnAccuracyThatTheyCanBeAbout() {
    Project.Builder project = project(REACHED);
    project.getLabelSchemaBuilder().setKind(LabelSchema.Kind.KIND_MULTI_LABEL);
    assertThatThrownBy(() -> client.projects().createProject(project.build(), 1))
        .hasMessageContaining("project.policy.stopping");
  }
}
