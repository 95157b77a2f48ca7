package dev.assay.server.store.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.store.ConstraintViolated;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.RouteRow;
import dev.assay.server.store.ScoreChunkRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.Tables;
import dev.assay.v1.WaveOpinion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Items, embeddings and score sets. */
public abstract class PoolTablesContract extends StoreContract {
  protected PoolTablesContract(StoreEngine engine) {
    super(engine);
  }

  @Test
  void routesComeInTheOrderOfTheirNumbersWithTheCountsPutLast() {
    long project = project("a");
    RouteRow second = new RouteRow(2, List.of("lang:de", "x-ray"), 3, 1);
    change(
        t -> {
          t.items().putRoute(project, second);
          t.items().putRoute(project, new RouteRow(1, List.of("lang:fr"), 1, 0));
        });
    change(t -> t.items().putRoute(project, second.plus(-1, 2)));
    assertThat(store().<List<RouteRow>>read(t -> t.items().routes(project)))
        .containsExactly(
            new RouteRow(1, List.of("lang:fr"), 1, 0),
            new RouteRow(2, List.of("lang:de", "x-ray"), 2, 3));
    assertThat(store().<List<RouteRow>>read(t -> t.items().routes(project + 1))).isEmpty();
  }

  @Test
  void secondOpinionsOfWavesComeBackAsTheyWereStoredLast() {
    long project = project("a");
    WaveOpinion first =
        WaveOpinion.newBuilder().setWaveNumber(1).setVersion(1).addErrors(.25f).build();
    WaveOpinion second = first.toBuilder().setWaveNumber(2).setVersion(2).build();
    WaveOpinion again = first.toBuilder().setVersion(3).setControlTotal(.1).build();
    change(
        t -> {
          t.waves().putOpinion(project, second);
          t.waves().putOpinion(project, first);
        });
    assertThat(store().<List<WaveOpinion>>read(t -> t.waves().opinions(project)))
        .containsExactly(first, second);
    change(
        t -> {
          t.waves().removeOpinion(project, 1);
          t.waves().removeOpinion(project, 7);
          t.waves().putOpinion(project, again);
        });
    assertThat(store().<List<WaveOpinion>>read(t -> t.waves().opinions(project)))
        .containsExactly(again, second);
    assertThat(store().<List<WaveOpinion>>read(t -> t.waves().opinions(project + 1))).isEmpty();
  }

  @Test
  void itemsAreFoundByIdAndByOrdinal() {
    long project = project("a");
    long other = project("b");
    change(
        t -> {
          t.items().insert(project, SampleRows.items(0, 300));
          t.items().insert(other, SampleRows.items(0, 1));
        });
    ItemRow seventh = SampleRows.item(7);
    assertThat(store().<ItemRow>read(t -> requireNonNull(t.items().find(project, "item-7"))))
        .isEqualTo(seventh);
    assertThat(store().<ItemRow>read(t -> requireNonNull(t.items().find(project, 7))))
        .isEqualTo(seventh);
    assertThat(store().<Boolean>read(t -> t.items().find(other, "item-7") == null)).isTrue();
    assertThat(store().<Boolean>read(t -> t.items().find(other, 7) == null)).isTrue();
  }

  @Test
  void manyIdsAreLookedUpAtOnce() {
    long project = project("a");
    change(t -> t.items().insert(project, SampleRows.items(0, 130)));
    List<String> ids = new ArrayList<>(List.of("unknown", "item-0"));
    SampleRows.items(20, 120).forEach(item -> ids.add(item.itemId()));
    Map<String, ItemRow> found = store().read(t -> t.items().findAll(project, ids));
    assertThat(found).hasSize(111).containsEntry("item-129", SampleRows.item(129));
    assertThat(found).doesNotContainKeys("unknown", "item-1", "item-130");
    assertThat(store().<Map<String, ItemRow>>read(t -> t.items().findAll(project, List.of())))
        .isEmpty();
  }

  @Test
  void itemsAreListedAndScannedInTheOrderOfTheirOrdinals() {
    long project = project("a");
    change(
        t -> {
          t.items().insert(project, SampleRows.items(5, 5));
          t.items().insert(project, SampleRows.items(0, 5));
        });
    List<ItemRow> scanned =
        store()
            .read(
                t -> {
                  List<ItemRow> rows = new ArrayList<>();
                  t.items().scan(project, rows::add);
                  return rows;
                });
    assertThat(scanned).isEqualTo(SampleRows.items(0, 10));
    assertThat(store().<List<ItemRow>>read(t -> t.items().list(project, 3, 4)))
        .isEqualTo(SampleRows.items(4, 4));
  }

  @Test
  void priceAndAttributesAreReplaced() {
    long project = project("a");
    change(t -> t.items().insert(project, SampleRows.items(0, 3)));
    ItemRow changed = new ItemRow(1, "item-1", null, Map.of("x", "y"), 5, 0);
    ItemRow bare = new ItemRow(2, "item-2", 5L, Map.of(), 0, 0);
    change(t -> t.items().update(project, List.of(changed, bare)));
    List<ItemRow> rows = store().read(t -> t.items().list(project, -1, 10));
    assertThat(rows.get(0)).isEqualTo(SampleRows.item(0));
    assertThat(rows.get(1).priceMicros()).isNull();
    assertThat(rows.get(1).attributes()).isEqualTo(Map.of("x", "y"));
    assertThat(rows.get(1).createdMillis()).isEqualTo(SampleRows.item(1).createdMillis());
    assertThat(rows.get(2).priceMicros()).isEqualTo(5);
    assertThat(rows.get(2).attributes()).isEmpty();
  }

  @Test
  void anIdStandsOnceInAProject() {
    long project = project("a");
    change(t -> t.items().insert(project, SampleRows.items(0, 3)));
    ItemRow twice = new ItemRow(3, "item-1", null, Map.of(), 0, 0);
    assertThatThrownBy(() -> change(t -> t.items().insert(project, List.of(twice))))
        .hasCauseInstanceOf(ConstraintViolated.class);
    assertThat(store().isHealthy()).isTrue();
  }

  @Test
  void anEmbeddingComesBackBitForBitAsOfEachVersionThatIsKept() {
    long project = project("a");
    float[] vector = {0.1f, -0.0f, Float.MIN_VALUE, 3.4e38f};
    change(
        t -> {
          t.items().insert(project, SampleRows.items(0, 6));
          for (long version = 1; version <= 5; version++) {
            assertThat(t.progress().nextEmbeddingVersion(project)).isEqualTo(version);
          }
          t.items().putEmbedding(project, 4, 1, new float[] {1});
          t.items().putEmbedding(project, 4, 3, new float[] {3});
          t.items().dropEmbeddings(project, 4, 1);
          t.items().putEmbedding(project, 4, 5, vector);
          t.items().putEmbedding(project, 2, 4, new float[] {2});
        });
    assertThat(store().<float[]>read(t -> requireNonNull(t.items().embedding(project, 4))))
        .containsExactly(vector);
    assertThat(store().<Boolean>read(t -> t.items().embedding(project, 5) == null)).isTrue();
    assertThat(embeddings(project, 1, 0)).containsExactly("4 [1.0]");
    assertThat(embeddings(project, 3, 0)).as("3 was dropped").containsExactly("4 [1.0]");
    assertThat(embeddings(project, 4, 0)).containsExactly("2 [2.0]", "4 [1.0]");
    assertThat(embeddings(project, 5, 3)).containsExactly("4 " + Arrays.toString(vector));
    assertThat(embeddings(project, 5, 5)).isEmpty();
  }

  private List<String> embeddings(long project, long version, int fromOrdinal) {
    List<String> found = new ArrayList<>();
    store()
        .<Boolean>read(
            t -> {
              t.items()
                  .scanEmbeddings(
                      project,
                      version,
                      fromOrdinal,
                      (ordinal, vector) -> found.add(ordinal + " " + Arrays.toString(vector)));
              return true;
            });
    return found;
  }

  @Test
  void scoresAreSeenOnceTheyArePublished() {
    long project = project("a");
    long id = write(t -> t.scores().insert(SampleRows.scoreSet(project, "v1", 1)));
    change(
        t -> {
          t.scores().appendChunk(id, 1, chunk(10));
          t.scores().appendChunk(id, 0, chunk(20));
        });
    assertThat(latest(project)).isEmpty();
    assertThat(store().<List<ScoreSetRow>>read(t -> t.scores().revisions(project, "v1"))).isEmpty();
    assertThat(store().<List<Long>>read(t -> t.scores().unpublished())).containsExactly(id);

    ScoreSetRow published =
        new ScoreSetRow(
            id, project, "v1", 1, null, true, 3, 2, 4, 4, 9, 7, 88, "request-1", false, 5, 3L);
    change(t -> t.scores().publish(published));
    assertThat(store().<ScoreSetRow>read(t -> requireNonNull(t.scores().find(id))))
        .isEqualTo(published);
    assertThat(latest(project)).containsExactly(id);
    assertThat(store().<Long>read(t -> t.scores().lastUsed(project))).isZero();
    change(t -> t.scores().use(id));
    assertThat(store().<ScoreSetRow>read(t -> requireNonNull(t.scores().find(id))).used()).isTrue();
    assertThat(store().<Long>read(t -> t.scores().lastUsed(project))).isEqualTo(id);
    List<ScoreChunkRow> chunks = new ArrayList<>();
    store().read(t -> scan(t, id, chunks));
    assertThat(chunks).hasSize(2);
    assertThat(chunks.get(0).ordinals()).containsExactly(20, 21);
    assertThat(chunks.get(1)).usingRecursiveComparison().isEqualTo(chunk(10));
  }

  private static boolean scan(Tables t, long id, Collection<ScoreChunkRow> into) {
    t.scores().scan(id, into::add);
    return true;
  }

  private static ScoreChunkRow chunk(int firstOrdinal) {
    return new ScoreChunkRow(
        new int[] {firstOrdinal, firstOrdinal + 1},
        new float[] {0.25f, 0.25f, 0.5f, 1, 0, 0},
        null,
        new float[] {1.5f, 2.5f},
        firstOrdinal == 10 ? null : new float[] {-1, 1});
  }

  @Test
  void aDiscardedSetLeavesNothing() {
    long project = project("a");
    long id = write(t -> t.scores().insert(SampleRows.scoreSet(project, "v1", 1)));
    change(t -> t.scores().appendChunk(id, 0, chunk(0)));
    change(t -> t.scores().discard(id, 10));
    assertThat(store().<Boolean>read(t -> t.scores().find(id) == null)).isTrue();
    List<ScoreChunkRow> chunks = new ArrayList<>();
    store().read(t -> scan(t, id, chunks));
    assertThat(chunks).isEmpty();
    change(t -> t.scores().discard(id, 10));
  }

  @Test
  void aPublishedSetIsNotDiscarded() {
    long project = project("a");
    long id = publish(project, "v1", 1, null);
    change(t -> t.scores().discard(id, 10));
    List<ScoreChunkRow> chunks = new ArrayList<>();
    store().read(t -> scan(t, id, chunks));
    assertThat(chunks).hasSize(1);
  }

  private long publish(long project, String version, long revision, @Nullable Long base) {
    return write(
        t -> {
          long id = t.scores().insert(SampleRows.scoreSet(project, version, revision));
          t.scores().appendChunk(id, 0, chunk(0));
          t.scores()
              .publish(
                  new ScoreSetRow(
                      id, project, version, revision, base, true, 3, 2, 2, 2, 9, 7, 88, "r", true,
                      0, null));
          return id;
        });
  }

  @Test
  void onlyTheLatestRevisionOfEachVersionIsListed() {
    long project = project("a");
    long one = publish(project, "v1", 1, null);
    long two = publish(project, "v1", 2, one);
    long three = publish(project, "v2", 1, null);
    publish(project("b"), "v1", 1, null);
    write(t -> t.scores().insert(SampleRows.scoreSet(project, "v2", 2)));
    assertThat(latest(project)).containsExactly(three, two);
    assertThat(store().<List<ScoreSetRow>>read(t -> t.scores().latest(project, three, 10)))
        .extracting(ScoreSetRow::scoreSetId)
        .containsExactly(two);
    assertThat(store().<List<ScoreSetRow>>read(t -> t.scores().revisions(project, "v1")))
        .extracting(ScoreSetRow::scoreSetId)
        .containsExactly(one, two);
  }

  private List<Long> latest(long project) {
    return store()
        .read(
            t ->
                t.scores().latest(project, Long.MAX_VALUE, 10).stream()
                    .map(ScoreSetRow::scoreSetId)
                    .toList());
  }
}
