package dev.assay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.assay.v1.PutScoresHeader;
import dev.assay.v1.PutScoresRequest;
import dev.assay.v1.ScoreChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PutScoresTest {
  private static final ProjectName PROJECT = ProjectName.of("digits");
  private static final PutOptions ROWS_OF_2 = PutOptions.defaults().withChunkRows(2);

  @Test
  void columnsAreCutIntoChunks() {
    ScoreColumns columns =
        ScoreColumns.of(List.of("a", "b", "c"), 2, new float[] {0.1f, 0.9f, 0.2f, 0.8f, 0.3f, 0.7f})
            .withEnsemble(2, new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
            .withGradientNorms(new float[] {0.5f, 0.6f, 0.7f})
            .withUncertainties(new float[] {-1f, 0f, 1f});
    List<PutScoresRequest> messages = sent(Scores.ofColumns(columns), ROWS_OF_2);
    PutScoresHeader header = messages.get(0).getHeader();
    assertThat(header.getProject()).isEqualTo("projects/digits");
    assertThat(header.getModelVersion()).isEqualTo("round-1");
    assertThat(header.getRequestId()).isNotEmpty();
    assertThat(header.getEnsembleSize()).isEqualTo(2);
    assertThat(messages).hasSize(3);
    assertThat(messages.get(1).getChunk())
        .isEqualTo(
            ScoreChunk.newBuilder()
                .addAllItemIds(List.of("a", "b"))
                .addAllProbabilities(List.of(0.1f, 0.9f, 0.2f, 0.8f))
                .addAllEnsembleProbabilities(List.of(1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f))
                .addAllGradientNorms(List.of(0.5f, 0.6f))
                .addAllUncertainties(List.of(-1f, 0f))
                .build());
    assertThat(messages.get(2).getChunk())
        .isEqualTo(
            ScoreChunk.newBuilder()
                .addItemIds("c")
                .addAllProbabilities(List.of(0.3f, 0.7f))
                .addAllEnsembleProbabilities(List.of(9f, 10f, 11f, 12f))
                .addGradientNorms(0.7f)
                .addUncertainties(1f)
                .build());
  }

  @Test
  void rowsBecomeTheSameColumns() {
    Stream<ScoreRow> rows =
        Stream.of("a", "b", "c")
            .map(
                id ->
                    ScoreRow.of(id, 0.25f, 0.75f)
                        .withEnsemble(new float[][] {{0.1f, 0.9f}, {0.4f, 0.6f}})
                        .withGradientNorm(2f)
                        .withUncertainty(3f));
    List<PutScoresRequest> messages = sent(Scores.ofRows(rows), ROWS_OF_2);
    ScoreColumns columns =
        ScoreColumns.of(List.of("a", "b", "c"), 2, repeated(3, 0.25f, 0.75f))
            .withEnsemble(2, repeated(3, 0.1f, 0.9f, 0.4f, 0.6f))
            .withGradientNorms(repeated(3, 2f))
            .withUncertainties(repeated(3, 3f));
    List<PutScoresRequest> columnar = sent(Scores.ofColumns(columns), ROWS_OF_2);
    assertThat(messages.subList(1, 3)).isEqualTo(columnar.subList(1, 3));
    assertThat(messages.get(0).getHeader().getEnsembleSize()).isEqualTo(2);
  }

  @Test
  void blocksOfColumnsAreJoinedWhateverTheirSize() {
    ScoreColumns one = ScoreColumns.of(List.of("a"), 1, new float[] {1});
    ScoreColumns none = ScoreColumns.of(List.of(), 1, new float[] {});
    ScoreColumns three = ScoreColumns.of(List.of("b", "c", "d"), 1, new float[] {1, 1, 1});
    List<PutScoresRequest> messages =
        sent(Scores.ofColumns(List.of(one, none, three, none).iterator()), ROWS_OF_2);
    assertThat(messages.subList(1, messages.size()))
        .extracting(m -> List.copyOf(m.getChunk().getItemIdsList()))
        .containsExactly(List.of("a", "b"), List.of("c", "d"));
  }

  @Test
  void chunksAreClosedBeforeTheyWouldBeTooLarge() {
    PutOptions small = PutOptions.defaults().withChunkBytes(1024);
    Stream<ScoreRow> rows =
        IntStream.range(0, 100).mapToObj(i -> ScoreRow.of("item-" + i, new float[50]));
    List<PutScoresRequest> messages = sent(Scores.ofRows(rows), small);
    assertThat(messages).hasSizeGreaterThan(20).allMatch(m -> m.getSerializedSize() <= 1024 + 16);
    assertThat(messages).extracting(m -> m.getChunk().getItemIdsCount()).contains(4);
  }

  @Test
  void noScoresAreAStreamOfAHeader() {
    assertThat(sent(Scores.ofRows(List.of()), ROWS_OF_2))
        .singleElement()
        .matches(PutScoresRequest::hasHeader);
  }

  @Test
  void progressCountsRowsAndTheAnswerComesBack() {
    RecordingPool pool = new RecordingPool();
    List<Long> progress = new ArrayList<>();
    PutOptions options = ROWS_OF_2.withProgress(p -> progress.add(p.records()));
    ScoreColumns columns = ScoreColumns.of(List.of("a", "b", "c"), 1, new float[3]);
    try (InProcess server = InProcess.serving(pool)) {
      PoolClient client = server.client().pool();
      assertThat(
              client
                  .putScores(PROJECT, "round-1", Scores.ofColumns(columns), options)
                  .getStoredCount())
          .isEqualTo(3);
      assertThat(progress).containsExactly(2L, 3L);
      assertThat(
              client
                  .putScoresAsync(PROJECT, "round-1", Scores.ofColumns(columns), options)
                  .join()
                  .getStoredCount())
          .isEqualTo(6);
    }
  }

  @Test
  void rowsOfAnotherShapeAreRefused() {
    ScoreRow first = ScoreRow.of("a", 0.5f, 0.5f);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sent(Scores.ofRows(List.of(first, ScoreRow.of("b", 1f))), ROWS_OF_2))
        .withMessageContaining("item \"b\"")
        .withMessageContaining("1 classes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sent(Scores.ofRows(List.of(first, first.withUncertainty(1f))), ROWS_OF_2))
        .withMessageContaining("with uncertainty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> first.withEnsemble(new float[][] {{0.5f, 0.5f}, {1f}}));
  }

  @Test
  void columnsOfAnotherLengthAreRefused() {
    ScoreColumns columns = ScoreColumns.of(List.of("a", "b"), 3, new float[6]);
    assertThat(columns.size()).isEqualTo(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScoreColumns.of(List.of("a", "b"), 3, new float[5]))
        .withMessage("probabilities has 5 numbers, the items and classes ask for 6");
    assertThatIllegalArgumentException().isThrownBy(() -> columns.withEnsemble(2, new float[6]));
    assertThatIllegalArgumentException().isThrownBy(() -> columns.withGradientNorms(new float[1]));
    assertThatIllegalArgumentException().isThrownBy(() -> columns.withUncertainties(new float[3]));
  }

  private static List<PutScoresRequest> sent(Scores scores, PutOptions options) {
    RecordingPool pool = new RecordingPool();
    try (InProcess server = InProcess.serving(pool)) {
      server.client().pool().putScores(PROJECT, "round-1", scores, options);
    }
    return pool.scoreMessages();
  }

  private static float[] repeated(int times, float... values) {
    float[] all = new float[times * values.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = values[i % values.length];
    }
    return all;
  }
}
