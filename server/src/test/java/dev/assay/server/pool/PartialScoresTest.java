package dev.assay.server.pool;

import static dev.assay.server.pool.PoolFixture.score;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.server.failure.InvalidRequest;
import dev.assay.server.failure.ModelVersionNotFound;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.ListModelVersionsRequest;
import dev.assay.v1.ModelVersion;
import dev.assay.v1.PutScoresResponse;
import dev.assay.v1.ScoreChunk;
import dev.assay.v1.UseModelVersionRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Score sets that score few items, and the way back to an earlier one. */
final class PartialScoresTest {
  private static final int ITEMS = 10;

  @TempDir private Path folder;
  private PoolFixture pool;
  private final List<String> withdrawnBy = new ArrayList<>();

  @BeforeEach
  void open() {
    pool = new PoolFixture(folder);
    pool.minScoredShare(0.9);
    pool.putPlainItems(ITEMS);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  /** Scores of the items from one number to before another, all of one class. */
  private PutScoresResponse put(String version, int from, int to, int predicted) {
    ScoreChunk.Builder chunk = ScoreChunk.newBuilder();
    for (int item = from; item < to; item++) {
      chunk.mergeFrom(
          score(
              "item-" + item,
              predicted == 0 ? 1 : 0,
              predicted == 1 ? 1 : 0,
              predicted == 2 ? 1 : 0));
    }
    return pool.putScores(pool.scoreHeader(version), chunk.build());
  }

  private ModelVersion use(String version) {
    UseModelVersion rpc =
        new UseModelVersion(
            pool.indexes, (transaction, project, requestId) -> withdrawnBy.add(requestId));
    return pool.store
        .write(
            transaction ->
                rpc.execute(
                        transaction,
                        UseModelVersionRequest.newBuilder()
                            .setRequestId("use-" + version)
                            .setProject(PoolFixture.PROJECT)
                            .setModelVersion(version)
                            .build())
                    .getModelVersion())
        .join();
  }

  private List<ModelVersion> listed() {
    return new ListModelVersions(pool.store)
        .answer(ListModelVersionsRequest.newBuilder().setProject(PoolFixture.PROJECT).build())
        .getModelVersionsList();
  }

  private ScoreColumns seen() {
    return Objects.requireNonNull(pool.snapshot().scores());
  }

  @Test
  void aFileThatWasCutShortDoesNotReplaceTheModel() {
    put("v1", 0, ITEMS, 1);
    ModelVersion cut = put("v2", 0, 2, 2).getModelVersion();
    assertThat(cut.getState()).isEqualTo(ModelVersion.State.STATE_PARTIAL);
    assertThat(cut.getCurrent()).isFalse();
    assertThat(cut.getUnscoredCount()).isEqualTo(8);
    assertThat(cut.getScoredCount()).isEqualTo(2);
    assertThat(seen().modelVersion()).isEqualTo("v1");
    assertThat(seen().predictedClass(0)).isEqualTo(1);
    assertThat(listed())
        .extracting(ModelVersion::getId, ModelVersion::getState, ModelVersion::getCurrent)
        .containsExactly(
            tuple("v2", ModelVersion.State.STATE_PARTIAL, false),
            tuple("v1", ModelVersion.State.STATE_COMPLETE, true));
  }

  @Test
  void aPartialVersionIsCompletedByItsRestAndJudgedByAllOfIt() {
    put("v1", 0, 4, 1);
    assertThat(pool.snapshot().scores()).isNull();
    ModelVersion whole = put("v1", 3, 9, 2).getModelVersion();
    assertThat(whole.getState()).isEqualTo(ModelVersion.State.STATE_COMPLETE);
    assertThat(whole.getCurrent()).isTrue();
    assertThat(whole.getUnscoredCount()).isEqualTo(1);
    assertThat(seen().scoredCount()).isEqualTo(9);
    assertThat(seen().revision()).isEqualTo(2);
    assertThat(seen().predictedClass(0)).isEqualTo(1);
    assertThat(seen().predictedClass(3)).isEqualTo(2);
    assertThat(seen().judgedCount()).isEqualTo(9);
    put("v1", 9, 10, 0);
    assertThat(seen().scoredCount()).isEqualTo(10);
    assertThat(seen().judgedCount()).as("the first revision that was used").isEqualTo(9);
  }

  @Test
  void theShareIsThePolicys() {
    pool.minScoredShare(0.2);
    assertThat(put("v1", 0, 2, 1).getModelVersion().getCurrent()).isTrue();
    pool.minScoredShare(0.21);
    assertThat(put("v2", 0, 2, 1).getModelVersion().getCurrent()).isFalse();
    pool.minScoredShare(0);
    assertThat(put("v3", 0, 1, 1).getModelVersion().getCurrent()).isTrue();
  }

  @Test
  void whatIsServedNeedsNoScores() {
    TakenItems taken = new TakenItems(pool);
    taken.serve(taken.take(0, 1, 2, 3, 4, 5), 6);
    taken.serve(taken.take(6, 7, 9), 2); // the wave still holds 9
    ModelVersion version = put("v1", 8, 9, 1).getModelVersion();
    assertThat(version.getCurrent()).isFalse();
    assertThat(version.getUnscoredCount()).isEqualTo(1);
    assertThat(put("v1", 9, 10, 1).getModelVersion().getCurrent()).isTrue();
  }

  @Test
  void theCurrentVersionStaysCurrentWhenItemsAreAdded() {
    put("v1", 0, ITEMS, 1);
    pool.putPlainItems(5 * ITEMS);
    ModelVersion more = put("v1", ITEMS, ITEMS + 1, 1).getModelVersion();
    assertThat(more.getCurrent()).isTrue();
    assertThat(more.getUnscoredCount()).isEqualTo(39);
  }

  @Test
  void aPartialVersionIsAbandonedByTheNextAndTakesNoMoreScores() {
    put("v1", 0, 2, 1);
    put("v2", 0, ITEMS, 2);
    assertThat(listed())
        .extracting(ModelVersion::getState)
        .containsExactly(ModelVersion.State.STATE_COMPLETE, ModelVersion.State.STATE_ABANDONED);
    assertThatThrownBy(() -> put("v1", 2, ITEMS, 1))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("UseModelVersion");
    ModelVersion used = use("v1");
    assertThat(used.getState()).isEqualTo(ModelVersion.State.STATE_COMPLETE);
    assertThat(seen().judgedCount()).isEqualTo(2);
  }

  @Test
  void anEarlierVersionIsGoneBackToWithAllItsScores() {
    put("v1", 0, ITEMS, 1);
    put("v2", 0, ITEMS, 2);
    assertThatThrownBy(() -> put("v1", 0, ITEMS, 1))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("go back to it with UseModelVersion");
    ModelVersion back = use("v1");
    assertThat(back.getCurrent()).isTrue();
    assertThat(seen().modelVersion()).isEqualTo("v1");
    assertThat(seen().predictedClass(5)).isEqualTo(1);
    assertThat(withdrawnBy).containsExactly("use-v1");
    assertThat(put("v1", 0, 1, 0).getModelVersion().getCurrent()).isTrue();
    assertThat(use("v2").getCurrent()).isTrue();
    assertThat(use("v2").getCurrent()).isTrue();
    assertThat(withdrawnBy)
        .as("the second time changes nothing")
        .containsExactly("use-v1", "use-v2");
  }

  @Test
  void theAuditLogSaysWhatWasKeptAndWhatWasTakenUp() {
    put("v1", 0, 2, 1);
    use("v1");
    List<AuditEvent> events =
        pool.store.read(tables -> tables.audit().list(pool.projectId, 0, 100)).stream()
            .filter(AuditEvent::hasScoresPublished)
            .toList();
    assertThat(events)
        .extracting(event -> event.getScoresPublished().getPartial())
        .containsExactly(true, false);
    assertThat(events)
        .extracting(event -> event.getScoresPublished().getAgain())
        .containsExactly(false, true);
    assertThat(events.get(0).getScoresPublished().getUnscoredCount()).isEqualTo(8);
  }

  @Test
  void aVersionWithoutScoresCannotBeUsed() {
    assertThatThrownBy(() -> use("v9")).hasRootCauseInstanceOf(ModelVersionNotFound.class);
  }
}
