package dev.assay.server.pool;

import static dev.assay.server.pool.PoolFixture.accept;
import static dev.assay.server.pool.PoolFixture.item;
import static dev.assay.server.pool.PoolFixture.join;
import static dev.assay.server.pool.PoolFixture.message;
import static dev.assay.server.pool.PoolFixture.score;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.failure.InvalidRequest;
import dev.assay.server.store.ScoreChunkRow;
import dev.assay.v1.LabelSchema;
import dev.assay.v1.OnError;
import dev.assay.v1.PutScoresHeader;
import dev.assay.v1.PutScoresRequest;
import dev.assay.v1.PutScoresResponse;
import dev.assay.v1.ScoreChunk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns, ensembles, schemas and the header of PutScores. */
final class ScoreShapeTest {
  @TempDir private Path folder;
  private PoolFixture pool;

  @BeforeEach
  void open() {
    pool = new PoolFixture(folder);
    pool.putItems(item("a"), item("b"));
  }

  @AfterEach
  void close() {
    pool.close();
  }

  private static ScoreChunk.Builder rows() {
    return join(score("a", 1, 0, 0), score("b", 0, 1, 0)).toBuilder();
  }

  private void assertRefused(PutScoresHeader.Builder header, ScoreChunk chunk, String message) {
    var stream = pool.scoreStream();
    accept(stream, message(header.setOnError(OnError.ON_ERROR_CONTINUE)));
    assertThatThrownBy(() -> accept(stream, message(chunk)))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining(message);
    stream.abandon();
  }

  @Test
  void whatRoundingDoesToProbabilitiesIsMended() {
    pool.putScores(
        pool.scoreHeader("v"), join(score("a", .333, .333, .333), score("b", 1.0009, -.0005, 0)));
    float[] row = new float[3];
    scores().copyProbabilities(0, row);
    assertThat(row).containsExactly(1 / 3f, 1 / 3f, 1 / 3f);
    scores().copyProbabilities(1, row);
    assertThat(row).containsExactly(1, 0, 0);
    float third = 0.3333333f;
    pool.putScores(pool.scoreHeader("v"), score("a", third, third, third));
    scores().copyProbabilities(0, row);
    assertThat(row).as("off by its precision alone").containsExactly(third, third, third);
    assertThatThrownBy(() -> pool.putScores(pool.scoreHeader("v"), score("a", .33, .33, .33)))
        .hasMessageContaining("not to 0.99");
    assertThatThrownBy(() -> pool.putScores(pool.scoreHeader("v"), score("a", 1.002, 0, 0)))
        .hasMessageContaining("must be from 0 to 1, not 1.002");
  }

  private ScoreColumns scores() {
    return java.util.Objects.requireNonNull(pool.snapshot().scores());
  }

  @Test
  void columnsMustHaveAValueForEachRow() {
    assertRefused(
        pool.scoreHeader("v"),
        rows().addProbabilities(0).build(),
        "chunk.probabilities: must hold 6 numbers, 2 items * 3 classes, not 7");
    assertRefused(
        pool.scoreHeader("v"), rows().addGradientNorms(1).build(), "chunk.gradient_norms");
    assertRefused(pool.scoreHeader("v"), rows().addUncertainties(1).build(), "chunk.uncertainties");
    assertRefused(
        pool.scoreHeader("v"),
        rows().addEnsembleProbabilities(1).build(),
        "chunk.ensemble_probabilities: must hold 0 numbers");
    assertRefused(
        pool.scoreHeader("v").setEnsembleSize(2),
        rows().build(),
        "chunk.ensemble_probabilities: must hold 12 numbers");
    assertRefused(pool.scoreHeader("v"), ScoreChunk.getDefaultInstance(), "chunk.item_ids");
  }

  @Test
  void chunksHoldAtMostTenThousandRows() {
    ScoreChunk.Builder chunk = ScoreChunk.newBuilder();
    for (int i = 0; i <= StreamRules.MAX_CHUNK_RECORDS; i++) {
      chunk.addItemIds("a");
    }
    assertRefused(
        pool.scoreHeader("v"), chunk.build(), "chunk.item_ids: must hold 1 to 10000 records");
  }

  @Test
  void theHeaderIsCheckedAsAWhole() {
    PutScoresHeader.Builder header =
        PutScoresHeader.newBuilder()
            .setRequestId("two words")
            .setProject("projects/Digits")
            .setModelVersion("v".repeat(101))
            .setOnErrorValue(9)
            .setEnsembleSize(1);
    assertThatThrownBy(() -> accept(pool.scoreStream(), message(header)))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("header.request_id")
        .hasMessageContaining("header.project")
        .hasMessageContaining("header.model_version: must be 1 to 100 characters")
        .hasMessageContaining("header.on_error")
        .hasMessageContaining("header.ensemble_size: must be from 2 to 64");
    assertThatThrownBy(
            () -> accept(pool.scoreStream(), message(pool.scoreHeader("v").setEnsembleSize(65))))
        .hasMessageContaining("header.ensemble_size");
  }

  @Test
  void theStreamBeginsWithItsHeader() {
    assertThatThrownBy(() -> accept(pool.scoreStream(), message(rows().build())))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("header: must be the first message");
    assertThatThrownBy(() -> accept(pool.scoreStream(), PutScoresRequest.getDefaultInstance()))
        .hasMessageContaining("payload");
    assertThatThrownBy(() -> PoolFixture.finish(pool.scoreStream())).hasMessageContaining("header");
    var stream = pool.scoreStream();
    accept(stream, message(pool.scoreHeader("v")));
    assertThatThrownBy(() -> accept(stream, message(pool.scoreHeader("v"))))
        .hasMessageContaining("and only that");
    stream.abandon();
  }

  @Test
  void ensemblesAreStoredAndTheirMembersChecked() {
    ScoreChunk.Builder chunk = rows();
    for (float number : new float[] {1, 0, 0, .5f, .5f, 0, 0, 1, 0, .2f, .2f, .2f}) {
      chunk.addEnsembleProbabilities(number);
    }
    PutScoresResponse response =
        pool.putScores(
            pool.scoreHeader("v").setEnsembleSize(2).setOnError(OnError.ON_ERROR_CONTINUE),
            chunk.build());
    assertThat(response.getErrorsList())
        .singleElement()
        .satisfies(error -> assertThat(error.getField()).isEqualTo("ensemble_probabilities[3]"));
    ScoreChunkRow stored = storedChunks().get(0);
    assertThat(stored.ordinals()).containsExactly(0);
    assertThat(stored.ensembleProbabilities()).containsExactly(1, 0, 0, .5f, .5f, 0);
    assertThatThrownBy(() -> pool.putScores(pool.scoreHeader("v"), score("a", 1, 0, 0)))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("header.ensemble_size: must be 2");
  }

  private List<ScoreChunkRow> storedChunks() {
    List<ScoreChunkRow> chunks = new ArrayList<>();
    long id = Objects.requireNonNull(pool.snapshot().scores()).scoreSetId();
    return pool.store.read(
        tables -> {
          tables.scores().scan(id, chunks::add);
          return chunks;
        });
  }

  @Test
  void gradientNormsAndUncertaintiesAreKeptWhereTheyAreGiven() {
    ScoreChunk full =
        score("a", 1, 0, 0).toBuilder().addGradientNorms(2).addUncertainties(-3).build();
    pool.putScores(pool.scoreHeader("v"), score("b", 1, 0, 0), full);
    ScoreColumns scores = Objects.requireNonNull(pool.snapshot().scores());
    assertThat(scores.hasGradientNorms()).isTrue();
    assertThat(scores.hasUncertainties()).isTrue();
    assertThat(scores.gradientNorm(0)).isEqualTo(2);
    assertThat(scores.uncertainty(0)).isEqualTo(-3);
    assertThat(scores.gradientNorm(1)).isNaN();
    assertThat(storedChunks()).hasSize(2);

    pool.putScores(pool.scoreHeader("v"), score("a", 0, 1, 0));
    ScoreColumns replaced = Objects.requireNonNull(pool.snapshot().scores());
    assertThat(replaced.gradientNorm(0)).isNaN();
    assertThat(replaced.uncertainty(0)).isNaN();
    assertThat(scores.gradientNorm(0)).isEqualTo(2);

    pool.putScores(pool.scoreHeader("plain"), score("a", 0, 1, 0));
    assertThat(Objects.requireNonNull(pool.snapshot().scores()).hasGradientNorms()).isFalse();
  }

  @Test
  void gradientNormsAndUncertaintiesAreChecked() {
    PutScoresResponse response =
        pool.putScores(
            pool.scoreHeader("v").setOnError(OnError.ON_ERROR_CONTINUE),
            rows()
                .addGradientNorms(-1)
                .addGradientNorms(0)
                .addUncertainties(0)
                .addUncertainties(0)
                .build(),
            rows()
                .addGradientNorms(Float.POSITIVE_INFINITY)
                .addGradientNorms(0)
                .addUncertainties(0)
                .addUncertainties(Float.NaN)
                .build());
    assertThat(response.getErrorsList())
        .extracting(error -> error.getRecordIndex() + " " + error.getField())
        .containsExactly("0 gradient_norm", "2 gradient_norm", "3 uncertainty");
  }

  @Test
  void theSumMayBeOffByAThousandth() {
    PutScoresResponse response =
        pool.putScores(
            pool.scoreHeader("v").setOnError(OnError.ON_ERROR_CONTINUE),
            join(score("a", .3009, .3, .4), score("b", .3011, .3, .4)),
            join(score("a", .2989, .3, .4), score("b", .2991, .3, .4)));
    assertThat(response.getErrorsList())
        .extracting(error -> error.getRecordIndex())
        .containsExactly(1L, 2L);
  }

  @Test
  void theProbabilitiesOfAMultiLabelSchemaStandAlone(@TempDir Path other) {
    LabelSchema schema =
        PoolFixture.THREE_CLASSES.toBuilder().setKind(LabelSchema.Kind.KIND_MULTI_LABEL).build();
    try (PoolFixture multi = new PoolFixture(other, schema)) {
      multi.putItems(item("a"), item("b"));
      PutScoresResponse response =
          multi.putScores(
              multi.scoreHeader("v").setOnError(OnError.ON_ERROR_CONTINUE),
              join(score("a", 1, 1, 1), score("b", 0, 0, 1.01)));
      assertThat(response.getStoredCount()).isEqualTo(1);
      assertThat(response.getErrors(0).getField()).isEqualTo("probabilities[2]");
    }
  }

  @Test
  void wideRowsAreWrittenFewAtATime() {
    assertThat(new ScoreShape(1000, 64, true).rowBytes()).isEqualTo(4 + 4 * (1000 + 64 * 1000 + 2));
    ScoreStage stage = new ScoreStage(new ScoreShape(1000, 64, true));
    ScoreChunk.Builder chunk = ScoreChunk.newBuilder().addItemIds("a");
    for (int i = 0; i < 1000; i++) {
      chunk.addProbabilities(0);
    }
    for (int i = 0; i < 64_000; i++) {
      chunk.addEnsembleProbabilities(0);
    }
    int rows = 0;
    while (!stage.isFull()) {
      stage.add(chunk.build(), 0, rows++);
    }
    assertThat(rows).isEqualTo(4);
    assertThat(stage.drain().ordinals()).containsExactly(0, 1, 2, 3);
    assertThat(stage.isEmpty()).isTrue();
  }
}
