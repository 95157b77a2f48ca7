package dev.assay.server.acquisition;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.SeededStream;
import dev.assay.server.ContractRpcs;
import dev.assay.server.labels.ReplaceLabel;
import dev.assay.server.pool.PoolLimits;
import dev.assay.server.pool.PutItems;
import dev.assay.server.request.Ingest;
import dev.assay.v1.Assignment;
import dev.assay.v1.Item;
import dev.assay.v1.ItemChunk;
import dev.assay.v1.LabelSubmission;
import dev.assay.v1.LabelValue;
import dev.assay.v1.Policy;
import dev.assay.v1.PutItemsHeader;
import dev.assay.v1.PutItemsRequest;
import dev.assay.v1.PutItemsResponse;
import dev.assay.v1.ReplaceLabelRequest;
import dev.assay.v1.ReplayWaveRequest;
import dev.assay.v1.WaveAnswers;
import dev.assay.v1.WaveInputs;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waves whose belief of the model's errors is calibrated by those that the answers have shown. */
class JudgedWavesTest {
  private static final int ITEMS = 400;
  private static final int WAVE = 40;

  @TempDir Path folder;
  private LocalProject project;
  private final List<Assignment> answered = new ArrayList<>();

  @BeforeEach
  void open() {
    project =
        new LocalProject(
            folder,
            Definitions.threeClasses(
                Policy.newBuilder()
                    .setStrategy("measure-first")
                    .setExplorationShare(.1)
                    .setWaveSize(WAVE)),
            100_000);
    Ingest<PutItemsRequest, PutItemsResponse> stream =
        new PutItems(project.store, project.indexes, PoolLimits.defaults())
            .open(ContractRpcs.of(PutItemsRequest.getDefaultInstance()));
    ItemChunk.Builder chunk = ItemChunk.newBuilder();
    for (int i = 0; i < ITEMS; i++) {
      chunk.addItems(
          Item.newBuilder().setId("i" + i).addEmbedding(place(i, 0)).addEmbedding(place(i, 1)));
    }
    PutItemsHeader header =
        PutItemsHeader.newBuilder().setRequestId("put").setProject(LocalProject.NAME).build();
    stream.accept(PutItemsRequest.newBuilder().setHeader(header).build()).join();
    stream.accept(PutItemsRequest.newBuilder().setChunk(chunk).build()).join();
    assertThat(stream.finish().join().getErrorCount()).isZero();
    project.putScores("v1", sure());
  }

  @AfterEach
  void verifyAndClose() {
    project.verify();
    project.close();
  }

  private static float place(int item, int axis) {
    return (float) (2 * new SeededStream(item, axis).nextUnit() - 1);
  }

  private static String truth(String item) {
    return place(Integer.parseInt(item.substring(1)), 0) > 0 ? "a" : "b";
  }

  /** A model that is as sure of everything, and wrong of what is above the middle. */
  private static float[][] sure() {
    float[][] rows = new float[ITEMS][];
    for (int i = 0; i < ITEMS; i++) {
      boolean saysFirst = place(i, 0) > 0 == place(i, 1) < .3;
      rows[i] = saysFirst ? new float[] {.95f, .03f, .02f} : new float[] {.03f, .95f, .02f};
    }
    return rows;
  }

  private void label(int waves) {
    for (int i = 0; i < waves; i++) {
      List<Assignment> batch = project.next("ann", WAVE).getAssignmentsList();
      project.submit("ann", batch, JudgedWavesTest::truth);
      answered.addAll(batch);
    }
  }

  private WaveInputs inputs(long waveNumber) {
    return project.store.read(
        tables -> requireNonNull(tables.waves().inputs(project.projectId(), waveNumber)));
  }

  private static long judged(WaveAnswers answers) {
    return answers.getPredictedClassIndicesList().stream().filter(each -> each >= 0).count();
  }

  private boolean isReplayed(long waveNumber) {
    return new ReplayWave(project.store)
        .answer(
            ReplayWaveRequest.newBuilder()
                .setProject(LocalProject.NAME)
                .setWaveNumber(waveNumber)
                .build())
        .getIdentical();
  }

  private void answerOtherwise() {
    for (Assignment assignment : answered) {
      project.run(
          new ReplaceLabel(project.secrets, project.models),
          ReplaceLabelRequest.newBuilder()
              .setRequestId("other" + assignment.getItemId())
              .setProject(LocalProject.NAME)
              .setAnnotatorId("ann")
              .setLabel(
                  LabelSubmission.newBuilder()
                      .setToken(assignment.getToken())
                      .setValue(LabelValue.newBuilder().addClassNames("c")))
              .build());
    }
  }

  @Test
  void whatTheModelWasWrongOnMakesAnotherWaveThatIsReplayedWhateverIsSaidLater()
      throws SQLException {
    label(4);
    assertThat(judged(inputs(1).getAnswers())).isZero();
    WaveInputs last = inputs(4);
    assertThat(judged(last.getAnswers()))
        .isEqualTo(last.getAnswers().getClassIndicesCount())
        .isGreaterThanOrEqualTo(2 * WAVE);
    assertThat(last.getAnswers().getErrorProbabilitiesList())
        .hasSameSizeAs(last.getAnswers().getPredictedClassIndicesList())
        .allSatisfy(error -> assertThat(error).isBetween(.049f, .051f));
    answerOtherwise();
    for (long wave = 1; wave <= 4; wave++) {
      assertThat(isReplayed(wave)).as("wave %d", wave).isTrue();
    }
    WaveInputs.Builder without = last.toBuilder();
    without.getAnswersBuilder().clearPredictedClassIndices().clearErrorProbabilities();
    replace(4, without.build());
    assertThat(isReplayed(4)).as("as if nothing had been known of the model's errors").isFalse();
  }

  @Test
  void whatAnotherVersionSaidIsNotKnown() {
    label(3);
    project.putScores("v2", sure());
    label(3);
    List<Long> judged = new ArrayList<>();
    long waves =
        project.store.<Long>read(t -> t.progress().get(project.projectId()).lastWaveNumber());
    for (long wave = 1; wave <= waves; wave++) {
      WaveInputs inputs = inputs(wave);
      if (inputs.getScoreState().getModelVersion().equals("v2")) {
        judged.add(judged(inputs.getAnswers()));
        assertThat(inputs.getAnswers().getClassIndicesCount()).isGreaterThanOrEqualTo(2 * WAVE);
      }
      assertThat(isReplayed(wave)).as("wave %d", wave).isTrue();
    }
    assertThat(judged).hasSizeGreaterThanOrEqualTo(3).startsWith(0L);
    assertThat(judged.get(judged.size() - 1)).isBetween(1L, 3L * WAVE);
  }

  /** By another connection, as no server does. */
  private void replace(long waveNumber, WaveInputs inputs) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("assay.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM wave_inputs WHERE wave_number = " + waveNumber);
    }
    project.write(
        transaction -> {
          transaction.waves().putInputs(project.projectId(), waveNumber, inputs);
          return true;
        });
  }
}
