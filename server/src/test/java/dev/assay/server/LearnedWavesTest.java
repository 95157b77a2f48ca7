package dev.assay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.client.AssayClient;
import dev.assay.client.LabelClient;
import dev.assay.client.ProjectName;
import dev.assay.client.ScoreRow;
import dev.assay.client.Scores;
import dev.assay.sampling.SeededStream;
import dev.assay.v1.Assignment;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.Grant;
import dev.assay.v1.Item;
import dev.assay.v1.Knowledge;
import dev.assay.v1.LabelValue;
import dev.assay.v1.Project;
import dev.assay.v1.ReplaceLabelRequest;
import dev.assay.v1.WaveDrawn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waves whose strategy learns from the answers so far, as callers of a server see them. */
final class LearnedWavesTest {
  private static final int ITEMS = 400;
  private static final int WAVE = 16;
  private static final int BATCH = 8;

  /** Waves that herd, where there are embeddings. */
  private static final int HERDED = 4;

  private static final ProjectName LEARNING = ProjectName.of("learning");
  private static final ProjectName SCORED = ProjectName.of("scored");

  @TempDir private Path folder;
  private ServerFixture fixture;
  private AssayClient client;
  private final List<Assignment> answered = new ArrayList<>();

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

  /** Where an item is: from -1 to 1 along the axis that decides, and anywhere across it. */
  private static float place(int item, int axis) {
    return (float) (2 * new SeededStream(item, axis).nextUnit() - 1);
  }

  private static int number(String itemId) {
    return Integer.parseInt(itemId.substring(1));
  }

  private static String truth(String itemId) {
    return place(number(itemId), 0) > 0.3 ? "yes" : "no";
  }

  private void create(ProjectName name, boolean withEmbeddings) {
    Project.Builder project = ValidRequests.project(name.toString()).toBuilder();
    project.getPolicyBuilder().setWaveSize(WAVE); // and the default strategy
    client.projects().createProject(project.build(), 1_000_000);
    Stream<Item> items =
        IntStream.range(0, ITEMS)
            .mapToObj(
                i -> {
                  Item.Builder item = Item.newBuilder().setId("i" + i);
                  if (withEmbeddings) {
                    item.addEmbedding(place(i, 0)).addEmbedding(place(i, 1));
                  }
                  return item.build();
                });
    client.pool().putItems(name, items);
  }

  private void label(ProjectName name, int batches) {
    for (int i = 0; i < batches; i++) {
      List<Assignment> batch =
          client.acquisition().nextBatch(name, "ann", BATCH).getAssignmentsList();
      client
          .labels()
          .submitLabels(
              name,
              "ann",
              batch.stream()
                  .map(each -> LabelClient.answer(each, truth(each.getItemId())))
                  .toList());
      answered.addAll(batch);
    }
  }

  private List<WaveDrawn> waves(ProjectName name) {
    return client.audit().listAuditEvents(name).stream()
        .filter(AuditEvent::hasWaveDrawn)
        .map(AuditEvent::getWaveDrawn)
        .toList();
  }

  /** What was granted from the waves after the first ones. */
  private List<Grant> grantsAfter(ProjectName name, int waveNumber) {
    return client.audit().listAuditEvents(name).stream()
        .filter(AuditEvent::hasBatchGranted)
        .flatMap(event -> event.getBatchGranted().getGrantsList().stream())
        .filter(grant -> grant.getWaveNumber() > waveNumber)
        .toList();
  }

  /** The mean utility of what lies near a place on the axis that decides, less that of the rest. */
  private static double lift(List<Grant> grants, double place) {
    double near =
        grants.stream()
            .filter(grant -> distance(grant, place) < .15)
            .mapToDouble(Grant::getUtility)
            .average()
            .orElseThrow();
    double far =
        grants.stream()
            .filter(grant -> distance(grant, place) >= .6)
            .mapToDouble(Grant::getUtility)
            .average()
            .orElseThrow();
    return near - far;
  }

  private static double distance(Grant grant, double place) {
    return Math.abs(place(number(grant.getItemId()), 0) - place);
  }

  private void assertReplayed(ProjectName name) {
    for (WaveDrawn wave : waves(name)) {
      var replayed = client.audit().replayWave(name, wave.getWaveNumber());
      assertThat(replayed.getIdentical()).as("wave %d", wave.getWaveNumber()).isTrue();
      assertThat(replayed.getRecorded()).isEqualTo(wave);
    }
  }

  @Test
  void withEmbeddingsAndNoScoresTheBoundaryIsThatOfTheAnswers() {
    create(LEARNING, true);
    label(LEARNING, 12);
    assertThat(waves(LEARNING)).extracting(WaveDrawn::getStrategy).containsOnly("two-phase");
    assertThat(waves(LEARNING))
        .extracting(WaveDrawn::getLackingList)
        .containsOnly(List.of(Knowledge.KNOWLEDGE_SCORES));
    assertThat(waves(LEARNING).get(0).getAnswerCount()).isZero();
    assertThat(waves(LEARNING).get(4).getAnswerCount()).isBetween(2 * WAVE, 4 * WAVE);
    assertThat(lift(grantsAfter(LEARNING, HERDED), .3)).isGreaterThan(.2);
    assertReplayed(LEARNING);
  }

  @Test
  void withScoresAloneTheBoundaryIsThatOfTheScores() {
    create(SCORED, false);
    // A model that has its boundary elsewhere.
    client
        .pool()
        .putScores(
            SCORED,
            "m1",
            Scores.ofRows(
                IntStream.range(0, ITEMS)
                    .mapToObj(
                        i -> {
                          float p = (float) (1 / (1 + Math.exp(-6 * (place(i, 0) + .5))));
                          return ScoreRow.of("i" + i, 1 - p, p);
                        })));
    label(SCORED, 12);
    assertThat(waves(SCORED))
        .extracting(WaveDrawn::getLackingList)
        .containsOnly(List.of(Knowledge.KNOWLEDGE_EMBEDDINGS));
    assertThat(client.pool().getPoolSummary(SCORED).getWaveStrategy()).isEqualTo("two-phase");
    assertThat(client.pool().getPoolSummary(SCORED).getWaveLackingList())
        .containsExactly(Knowledge.KNOWLEDGE_EMBEDDINGS);
    assertThat(lift(grantsAfter(SCORED, HERDED), -.5)).isGreaterThan(.2);
    assertThat(lift(grantsAfter(SCORED, HERDED), .3)).isNegative();
    assertReplayed(SCORED);
  }

  @Test
  void whatIsSaidOfAnItemLaterDoesNotChangeTheReplay() {
    create(LEARNING, true);
    label(LEARNING, 14);
    for (Assignment assignment : answered) {
      client
          .labels()
          .replaceLabel(
              ReplaceLabelRequest.newBuilder()
                  .setRequestId("other" + assignment.getItemId())
                  .setProject(LEARNING.toString())
                  .setAnnotatorId("ann")
                  .setLabel(
                      LabelClient.answer(assignment).toBuilder()
                          .setValue(
                              LabelValue.newBuilder()
                                  .addClassNames(
                                      truth(assignment.getItemId()).equals("yes") ? "no" : "yes")))
                  .build());
    }
    assertReplayed(LEARNING);
  }
}
