package dev.assay.server.pool;

import static dev.assay.server.pool.PoolFixture.accept;
import static dev.assay.server.pool.PoolFixture.finish;
import static dev.assay.server.pool.PoolFixture.item;
import static dev.assay.server.pool.PoolFixture.join;
import static dev.assay.server.pool.PoolFixture.message;
import static dev.assay.server.pool.PoolFixture.score;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assay.server.ContractRpcs;
import dev.assay.server.failure.InvalidRequest;
import dev.assay.server.failure.ProjectArchived;
import dev.assay.server.failure.RememberedRefusal;
import dev.assay.server.failure.RequestIdReused;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.OnError;
import dev.assay.v1.PutScoresHeader;
import dev.assay.v1.PutScoresRequest;
import dev.assay.v1.PutScoresResponse;
import dev.assay.v1.ScoreChunk;
import dev.assay.v1.ScoresPublished;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PutScoresTest {
  @TempDir private Path folder;
  private PoolFixture pool;

  @BeforeEach
  void open() {
    pool = new PoolFixture(folder);
    pool.putItems(item("a"), item("b"), item("c"));
  }

  @AfterEach
  void close() {
    pool.close();
  }

  private ScoreColumns scores() {
    return Objects.requireNonNull(pool.snapshot().scores());
  }

  private ProgressRow progress() {
    return pool.store.read(tables -> tables.progress().get(pool.projectId));
  }

  private List<ScoreSetRow> revisions(String modelVersion) {
    return pool.store.read(tables -> tables.scores().revisions(pool.projectId, modelVersion));
  }

  private List<Long> unpublished() {
    return pool.store.read(tables -> tables.scores().unpublished());
  }

  @Test
  void aStreamIsPublishedAsAWhole() {
    PutScoresResponse response =
        pool.putScores(pool.scoreHeader("v1"), join(score("b", .2, .5, .3), score("a", 1, 0, 0)));
    assertThat(response.getStoredCount()).isEqualTo(2);
    assertThat(response.getErrorCount()).isZero();
    assertThat(response.getModelVersion().getId()).isEqualTo("v1");
    assertThat(response.getModelVersion().getScoredCount()).isEqualTo(2);
    assertThat(response.getModelVersion().getCurrent()).isTrue();
    assertThat(response.getModelVersion().getPublishTime().getSeconds()).isEqualTo(1772366400);

    assertThat(scores().modelVersion()).isEqualTo("v1");
    assertThat(scores().revision()).isEqualTo(1);
    assertThat(scores().classCount()).isEqualTo(3);
    assertThat(scores().probability(1, 1)).isEqualTo(.5f);
    assertThat(scores().predictedClass(0)).isZero();
    assertThat(scores().predictedClass(1)).isEqualTo(1);
    assertThat(scores().predictedClass(2)).isEqualTo(-1);
    assertThat(scores().has(2)).isFalse();
    assertThat(scores().isJudged(1)).isTrue();
    assertThat(unpublished()).isEmpty();
  }

  @Test
  void nothingIsSeenBeforeTheStreamHasEndedWell() {
    pool.putScores(pool.scoreHeader("v1"), score("a", 1, 0, 0));
    var stream = pool.scoreStream();
    accept(stream, message(pool.scoreHeader("v2")));
    accept(stream, message(score("a", 0, 1, 0)));
    assertThat(scores().modelVersion()).isEqualTo("v1");
    assertThat(scores().predictedClass(0)).isZero();
    finish(stream);
    assertThat(scores().modelVersion()).isEqualTo("v2");
    assertThat(scores().predictedClass(0)).isEqualTo(1);
  }

  @Test
  void aStreamThatBreaksOffLeavesNoTrace() {
    var stream = pool.scoreStream();
    accept(stream, message(pool.scoreHeader("v1")));
    accept(stream, message(score("a", 0, 1, 0)));
    assertThat(unpublished()).hasSize(1);
    stream.abandon();
    await().until(() -> unpublished().isEmpty());
    assertThat(pool.snapshot().scores()).isNull();
    assertThat(revisions("v1")).isEmpty();
  }

  @Test
  void whatAProcessLeftUnpublishedIsRemovedAtTheNextStart() {
    for (int i = 0; i < 3; i++) {
      var stream = pool.scoreStream();
      accept(stream, message(pool.scoreHeader("v" + i)));
      accept(stream, message(score("a", 0, 1, 0)));
    }
    pool.putScores(pool.scoreHeader("kept"), score("a", 0, 1, 0));
    assertThat(PutScores.discardUnpublished(pool.store)).isEqualTo(3);
    assertThat(unpublished()).isEmpty();
    assertThat(PutScores.discardUnpublished(pool.store)).isZero();
    assertThat(scores().modelVersion()).isEqualTo("kept");
  }

  @Test
  void theVersionThatIsPublishedNowIsCompleted() {
    pool.putScores(pool.scoreHeader("v1"), join(score("a", 1, 0, 0), score("b", 0, 1, 0)));
    PutScoresResponse second =
        pool.putScores(pool.scoreHeader("v1"), join(score("b", 0, 0, 1), score("c", 0, 1, 0)));
    assertThat(second.getStoredCount()).isEqualTo(2);
    assertThat(second.getModelVersion().getScoredCount()).isEqualTo(3);
    assertThat(scores().revision()).isEqualTo(2);
    assertThat(scores().predictedClass(0)).isZero();
    assertThat(scores().predictedClass(1)).isEqualTo(2);
    assertThat(scores().predictedClass(2)).isEqualTo(1);
    assertThat(scores().isJudged(1)).isTrue();
    assertThat(scores().isJudged(2)).isFalse();
    assertThat(scores().judgedCount()).isEqualTo(2);
    assertThat(scores().scoredCount()).isEqualTo(3);

    List<ScoreSetRow> chain = revisions("v1");
    assertThat(chain).extracting(ScoreSetRow::revision).containsExactly(1L, 2L);
    assertThat(chain.get(1).baseId()).isEqualTo(chain.get(0).scoreSetId());
    ScoreColumns first =
        pool.store.read(
            tables ->
                Objects.requireNonNull(ScoreColumnsLoader.load(tables, chain.get(0).scoreSetId())));
    assertThat(first.predictedClass(1)).isEqualTo(1);
    assertThat(first.has(2)).isFalse();
  }

  @Test
  void aNewVersionReplacesAllScoresOfTheOneBefore() {
    pool.putScores(pool.scoreHeader("v1"), join(score("a", 1, 0, 0), score("b", 0, 1, 0)));
    pool.putScores(pool.scoreHeader("v2"), score("b", 0, 0, 1));
    assertThat(scores().has(0)).isFalse();
    assertThat(scores().scoredCount()).isEqualTo(1);
    assertThatThrownBy(() -> pool.putScores(pool.scoreHeader("v1"), score("a", 1, 0, 0)))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("header.model_version: was replaced");
  }

  @Test
  void aVersionThatIsReplacedDuringItsStreamIsRefusedAtTheEnd() {
    pool.putScores(pool.scoreHeader("v1"), score("a", 1, 0, 0));
    var stream = pool.scoreStream();
    accept(stream, message(pool.scoreHeader("v1")));
    accept(stream, message(score("b", 1, 0, 0)));
    pool.putScores(pool.scoreHeader("v2"), score("a", 0, 0, 1));
    assertThatThrownBy(() -> finish(stream))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("was replaced");
    stream.abandon();
    await().until(() -> unpublished().isEmpty());
    assertThat(scores().modelVersion()).isEqualTo("v2");
  }

  @Test
  void streamsOfOneVersionThatRunAtOnceCompleteEachOther() {
    var first = pool.scoreStream();
    var second = pool.scoreStream();
    accept(first, message(pool.scoreHeader("v1")));
    accept(second, message(pool.scoreHeader("v1")));
    accept(first, message(join(score("a", 1, 0, 0), score("b", 1, 0, 0))));
    accept(second, message(join(score("b", 0, 1, 0), score("c", 0, 1, 0))));
    assertThat(finish(second).getModelVersion().getScoredCount()).isEqualTo(2);
    assertThat(finish(first).getModelVersion().getScoredCount()).isEqualTo(3);
    assertThat(scores().revision()).isEqualTo(2);
    assertThat(scores().predictedClass(1)).isZero();
    assertThat(scores().predictedClass(2)).isEqualTo(1);
  }

  @Test
  void aPublishedStreamIsAnsweredAsTheFirstTimeAndOtherScoresUnderItsIdAreRefused() {
    PutScoresHeader.Builder header = pool.scoreHeader("v1").setOnError(OnError.ON_ERROR_CONTINUE);
    PutScoresResponse response =
        pool.putScores(header, score("a", 1, 0, 0), score("nobody", 1, 0, 0));
    pool.putScores(pool.scoreHeader("v2"), score("a", 0, 0, 1));
    long version = progress().poolVersion();

    assertThat(pool.putScores(header, score("a", 1, 0, 0), score("nobody", 1, 0, 0)))
        .isEqualTo(response);
    assertThatThrownBy(() -> pool.putScores(header, score("a", 0, 1, 0)))
        .isInstanceOf(RequestIdReused.class);
    assertThatThrownBy(() -> pool.putScores(header)).isInstanceOf(RequestIdReused.class);
    assertThat(progress().poolVersion()).isEqualTo(version);
    assertThat(unpublished()).isEmpty();
    assertThat(response.getErrors(0).getItemId()).isEqualTo("nobody");

    assertThatThrownBy(() -> pool.putScores(header.setModelVersion("v3")))
        .isInstanceOf(RequestIdReused.class);
  }

  @Test
  void theSameStreamTwiceAtOnceIsPublishedOnce() {
    PutScoresHeader.Builder header = pool.scoreHeader("v1");
    var first = pool.scoreStream();
    var second = pool.scoreStream();
    accept(first, message(header));
    accept(second, message(header));
    accept(first, message(score("a", 1, 0, 0)));
    accept(second, message(score("a", 1, 0, 0)));
    PutScoresResponse response = finish(first);
    assertThat(finish(second)).isEqualTo(response);
    assertThat(revisions("v1")).hasSize(1);
    await().until(() -> unpublished().isEmpty());
  }

  @Test
  void otherScoresUnderTheSameHeaderAtOnceAreRefused() {
    PutScoresHeader.Builder header = pool.scoreHeader("v1");
    var first = pool.scoreStream();
    var second = pool.scoreStream();
    accept(first, message(header));
    accept(second, message(header));
    accept(first, message(score("a", 1, 0, 0)));
    accept(second, message(score("a", 0, 1, 0)));
    finish(first);
    assertThatThrownBy(() -> finish(second)).isInstanceOf(RequestIdReused.class);
    second.abandon();
    assertThat(scores().predictedClass(0)).isZero();
    await().until(() -> unpublished().isEmpty());
  }

  @Test
  void aStreamThatWasRefusedAtItsEndIsRefusedThereAgain() {
    PutScoresHeader.Builder header = pool.scoreHeader("v1").setOnError(OnError.ON_ERROR_CONTINUE);
    ScoreChunk nobody = score("nobody", 1, 0, 0);
    assertThatThrownBy(() -> pool.putScores(header, nobody)).isInstanceOf(InvalidRequest.class);
    assertThatThrownBy(() -> pool.putScores(header, nobody))
        .isInstanceOf(RememberedRefusal.class)
        .hasMessageContaining("no row of the stream could be taken");
    assertThatThrownBy(() -> pool.putScores(header, nobody, score("a", 1, 0, 0)))
        .isInstanceOf(RequestIdReused.class);
    assertThat(revisions("v1")).isEmpty();
  }

  @Test
  void aStreamThatBrokeOffCanBeSentAgain() {
    PutScoresHeader.Builder header = pool.scoreHeader("v1");
    var broken = pool.scoreStream();
    accept(broken, message(header));
    accept(broken, message(score("a", 1, 0, 0)));
    broken.abandon();
    assertThat(pool.putScores(header, score("a", 0, 1, 0)).getStoredCount()).isEqualTo(1);
    assertThat(scores().predictedClass(0)).isEqualTo(1);
  }

  @Test
  void publishingIsInTheAuditLogAndRunsTheHookInItsTransaction() {
    List<String> published = new ArrayList<>();
    ScoresPublishedHook hook =
        (transaction, project, requestId) -> {
          long current =
              Objects.requireNonNull(transaction.progress().get(pool.projectId).scoreSetId());
          String version =
              Objects.requireNonNull(transaction.scores().find(current)).modelVersion();
          published.add(project.name() + " " + version + " " + requestId);
          if (version.equals("v2")) {
            throw new IllegalStateException("refused by the hook");
          }
        };
    var stream =
        new PutScores(pool.store, pool.indexes, hook)
            .open(ContractRpcs.of(PutScoresRequest.getDefaultInstance()));
    accept(stream, message(pool.scoreHeader("v1")));
    accept(stream, message(score("a", 1, 0, 0)));
    finish(stream);
    var refused =
        new PutScores(pool.store, pool.indexes, hook)
            .open(ContractRpcs.of(PutScoresRequest.getDefaultInstance()));
    accept(refused, message(pool.scoreHeader("v2")));
    accept(refused, message(score("a", 1, 0, 0)));
    assertThatThrownBy(() -> finish(refused)).hasMessageContaining("refused by the hook");

    assertThat(published).containsExactly("digits v1 request-1", "digits v2 request-2");
    assertThat(scores().modelVersion()).isEqualTo("v1");
    List<AuditEvent> events =
        pool.store.read(tables -> tables.audit().list(pool.projectId, 0, 100));
    assertThat(events)
        .filteredOn(AuditEvent::hasScoresPublished)
        .singleElement()
        .extracting(AuditEvent::getScoresPublished)
        .isEqualTo(
            ScoresPublished.newBuilder()
                .setModelVersion("v1")
                .setRevision(1)
                .setScoredCount(1)
                .setPoolCount(3)
                .setUnscoredCount(2)
                .build());
  }

  @Test
  void stoppingPublishesNothing() {
    var stream = pool.scoreStream();
    accept(stream, message(pool.scoreHeader("v1")));
    accept(stream, message(score("a", 1, 0, 0)));
    assertThatThrownBy(
            () -> accept(stream, message(join(score("b", 1, 0, 0), score("c", .5, .6, 0)))))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("chunk.probabilities[3]: the 3 numbers from here on must sum to 1")
        .hasMessageContaining("record 2 of the stream");
    stream.abandon();
    assertThat(pool.snapshot().scores()).isNull();
  }

  @Test
  void continuingLeavesOutBadRowsAndNamesThemByIndex() {
    PutScoresResponse response =
        pool.putScores(
            pool.scoreHeader("v1").setOnError(OnError.ON_ERROR_CONTINUE),
            join(
                score("a", 1, 0, 0),
                score("a", 0, 1, 0),
                score("nobody", 0, 1, 0),
                score("b", 0, Float.NaN, 1)),
            join(score("b", 0, 1.5, -.5), score("c", .2, .2, .2)),
            score("b", .1, .1, .8));
    assertThat(response.getStoredCount()).isEqualTo(2);
    assertThat(response.getErrorCount()).isEqualTo(5);
    assertThat(response.getErrorsList())
        .extracting(
            error -> error.getRecordIndex() + " " + error.getItemId() + " " + error.getField())
        .containsExactly(
            "1 a item_id",
            "2 nobody item_id",
            "3 b probabilities[1]",
            "4 b probabilities[1]",
            "5 c probabilities[0]");
    assertThat(scores().predictedClass(0)).isZero();
    assertThat(scores().predictedClass(1)).isEqualTo(2);
    assertThat(scores().has(2)).isFalse();
  }

  @Test
  void aStreamOfWhichNothingCanBeTakenPublishesNothing() {
    pool.putScores(pool.scoreHeader("v1"), score("a", 1, 0, 0));
    PutScoresHeader.Builder header = pool.scoreHeader("v2").setOnError(OnError.ON_ERROR_CONTINUE);
    assertThatThrownBy(() -> pool.putScores(header, score("nobody", 1, 0, 0)))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("1 were left out");
    assertThatThrownBy(() -> pool.putScores(header, score("nobody", 1, 0, 0)))
        .as("sent again")
        .isInstanceOf(RememberedRefusal.class);
    assertThatThrownBy(() -> pool.putScores(pool.scoreHeader("v2")))
        .as("without a row")
        .isInstanceOf(InvalidRequest.class);
    assertThat(scores().modelVersion()).isEqualTo("v1");
  }

  @Test
  void anItemPutDuringTheStreamCanBeScored() {
    var stream = pool.scoreStream();
    accept(stream, message(pool.scoreHeader("v1")));
    accept(stream, message(score("a", 1, 0, 0)));
    pool.putItems(item("d"));
    accept(stream, message(score("d", 0, 0, 1)));
    assertThat(finish(stream).getStoredCount()).isEqualTo(2);
    assertThat(scores().predictedClass(3)).isEqualTo(2);
  }

  @Test
  void theProjectMustTakeWork() {
    var stream = pool.scoreStream();
    accept(stream, message(pool.scoreHeader("v1")));
    accept(stream, message(score("a", 1, 0, 0)));
    pool.archive();
    assertThatThrownBy(() -> finish(stream)).isInstanceOf(ProjectArchived.class);
    assertThatThrownBy(() -> pool.putScores(pool.scoreHeader("v2"), score("a", 1, 0, 0)))
        .isInstanceOf(ProjectArchived.class);
  }

  @Test
  void rowsOfSeveralWritesComeTogether() {
    int count = ScoreStage.MAX_WRITE_ROWS + 10;
    pool.putPlainItems(count);
    List<ScoreChunk> chunks = new ArrayList<>();
    ScoreChunk.Builder chunk = ScoreChunk.newBuilder();
    for (int i = 0; i < count; i++) {
      chunk.mergeFrom(
          score("item-" + i, i % 3 == 0 ? 1 : 0, i % 3 == 1 ? 1 : 0, i % 3 == 2 ? 1 : 0));
      if (chunk.getItemIdsCount() == 7_000 || i == count - 1) {
        chunks.add(chunk.build());
        chunk.clear();
      }
    }
    assertThat(
            pool.putScores(pool.scoreHeader("v1"), chunks.toArray(new ScoreChunk[0]))
                .getStoredCount())
        .isEqualTo(count);
    for (int i = 0; i < count; i++) {
      assertThat(scores().predictedClass(i + 3)).isEqualTo(i % 3);
    }
  }
}
