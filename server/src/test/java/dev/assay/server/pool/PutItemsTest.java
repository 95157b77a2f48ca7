package dev.assay.server.pool;

import static dev.assay.server.pool.PoolFixture.accept;
import static dev.assay.server.pool.PoolFixture.chunk;
import static dev.assay.server.pool.PoolFixture.finish;
import static dev.assay.server.pool.PoolFixture.item;
import static dev.assay.server.pool.PoolFixture.itemMessage;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.failure.InvalidRequest;
import dev.assay.server.failure.PoolLimitReached;
import dev.assay.server.failure.ProjectArchived;
import dev.assay.server.failure.ProjectNotFound;
import dev.assay.server.failure.RememberedRefusal;
import dev.assay.server.failure.RequestIdReused;
import dev.assay.server.request.FieldRules;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.RouteRow;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.Item;
import dev.assay.v1.ItemChunk;
import dev.assay.v1.ItemsPut;
import dev.assay.v1.OnError;
import dev.assay.v1.PutItemsHeader;
import dev.assay.v1.PutItemsRequest;
import dev.assay.v1.PutItemsResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PutItemsTest {
  @TempDir private Path folder;
  private PoolFixture pool;

  @BeforeEach
  void open() {
    pool = new PoolFixture(folder);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  private ItemRow stored(String id) {
    return pool.store.read(
        tables -> Objects.requireNonNull(tables.items().find(pool.projectId, id)));
  }

  private ProgressRow progress() {
    return pool.store.read(tables -> tables.progress().get(pool.projectId));
  }

  private List<AuditEvent> events() {
    return pool.store.read(tables -> tables.audit().list(pool.projectId, 0, 1000));
  }

  @Test
  void newItemsGetOrdinalsInTheirOrder() {
    PutItemsResponse response =
        pool.putItems(
            item("b").toBuilder().setPriceMicros(5).putAttributes("site", "north").build(),
            item("a").toBuilder().addEmbedding(1).addEmbedding(-2).build());
    assertThat(response.getCreatedCount()).isEqualTo(2);
    assertThat(response.getUpdatedCount() + response.getUnchangedCount()).isZero();
    assertThat(stored("b").ordinal()).isZero();
    assertThat(stored("b").priceMicros()).isEqualTo(5);
    assertThat(stored("b").attributes()).isEqualTo(Map.of("site", "north"));
    assertThat(stored("a").ordinal()).isEqualTo(1);
    assertThat(stored("a").priceMicros()).isNull();
    assertThat(progress().itemCount()).isEqualTo(2);
    assertThat(progress().embeddingDimension()).isEqualTo(2);
    float[] embedding = pool.store.read(tables -> embedding(1));
    assertThat(embedding).containsExactly(1, -2);
  }

  private float[] embedding(int ordinal) {
    return pool.store.read(
        tables -> Objects.requireNonNull(tables.items().embedding(pool.projectId, ordinal)));
  }

  @Test
  void whatAnUpsertDoesNotGiveStaysAsStored() {
    Item full =
        item("a").toBuilder()
            .setPriceMicros(5)
            .putAttributes("site", "north")
            .addEmbedding(1)
            .build();
    pool.putItems(full);
    assertThat(pool.putItems(item("a")).getUnchangedCount()).isEqualTo(1);
    assertThat(pool.putItems(full).getUnchangedCount()).isEqualTo(1);
    assertThat(stored("a").priceMicros()).isEqualTo(5);

    Item zero = item("a").toBuilder().setPriceMicros(0).build();
    assertThat(pool.putItems(zero).getUpdatedCount()).isEqualTo(1);
    assertThat(stored("a").priceMicros()).isZero();
    Item other = item("a").toBuilder().putAttributes("device", "x").build();
    assertThat(pool.putItems(other).getUpdatedCount()).isEqualTo(1);
    assertThat(stored("a").attributes()).isEqualTo(Map.of("device", "x"));
    Item embedded = item("a").toBuilder().addEmbedding(2).build();
    assertThat(pool.putItems(embedded).getUpdatedCount()).isEqualTo(1);
    assertThat(embedding(0)).containsExactly(2);
    assertThat(stored("a").priceMicros()).isZero();
    assertThat(stored("a").ordinal()).isZero();
  }

  @Test
  void whatChangesNothingLeavesNoTrace() {
    pool.putItems(item("a"), item("b"));
    long version = progress().poolVersion();
    int eventCount = events().size();
    assertThat(pool.putItems(item("b"), item("a")).getUnchangedCount()).isEqualTo(2);
    assertThat(progress().poolVersion()).isEqualTo(version);
    assertThat(events()).hasSize(eventCount);
  }

  @Test
  void eachStoredPartIsInTheAuditLogUnderTheStreamsRequest() {
    pool.putItems(item("a"), item("b"));
    pool.putItems(item("b").toBuilder().setPriceMicros(1).build(), item("c"));
    assertThat(events())
        .extracting(AuditEvent::getItemsPut)
        .containsExactly(
            ItemsPut.newBuilder().setCreatedCount(2).setPoolCount(2).build(),
            ItemsPut.newBuilder().setCreatedCount(1).setUpdatedCount(1).setPoolCount(3).build());
    assertThat(events()).extracting(AuditEvent::getRequestId).doesNotHaveDuplicates();
    assertThat(events()).extracting(AuditEvent::getSequence).containsExactly(1L, 2L);
  }

  @Test
  void aLargeChunkIsStoredInSeveralTransactions() {
    pool.putPlainItems(2 * ItemParts.MAX_ITEMS + 1);
    assertThat(events())
        .extracting(event -> event.getItemsPut().getPoolCount())
        .containsExactly(
            (long) ItemParts.MAX_ITEMS, 2L * ItemParts.MAX_ITEMS, 2L * ItemParts.MAX_ITEMS + 1);
    assertThat(stored("item-" + 2 * ItemParts.MAX_ITEMS).ordinal())
        .isEqualTo(2 * ItemParts.MAX_ITEMS);
  }

  @Test
  void largeEmbeddingsMakeSmallParts() {
    Item.Builder item = Item.newBuilder();
    for (int i = 0; i < ItemRules.MAX_EMBEDDING_DIMENSION; i++) {
      item.addEmbedding(i);
    }
    int perPart =
        (int) (ItemParts.MAX_EMBEDDING_BYTES / Float.BYTES / ItemRules.MAX_EMBEDDING_DIMENSION);
    ItemChunk.Builder chunk = ItemChunk.newBuilder();
    for (int i = 0; i <= perPart; i++) {
      chunk.addItems(item.setId("item-" + i));
    }
    pool.putItems(OnError.ON_ERROR_STOP, chunk.build());
    assertThat(events())
        .extracting(event -> event.getItemsPut().getCreatedCount())
        .containsExactly((long) perPart, 1L);
  }

  @Test
  void stoppingStoresNothingOfTheChunkAndKeepsTheChunksBefore() {
    var stream = pool.itemStream();
    accept(stream, pool.itemHeader(OnError.ON_ERROR_UNSPECIFIED));
    accept(stream, itemMessage(item("a"), item("b")));
    Item bad = item("d").toBuilder().setPriceMicros(-1).build();
    assertThatThrownBy(() -> accept(stream, itemMessage(item("c"), bad)))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("chunk.items[1].price_micros: must be from 0 to 1000000000000000")
        .hasMessageContaining("record 3 of the stream");
    stream.abandon();
    assertThat(progress().itemCount()).isEqualTo(2);
  }

  @Test
  void continuingLeavesOutBadRecordsAndNamesThemByIndex() {
    PutItemsResponse response =
        pool.putItems(
            OnError.ON_ERROR_CONTINUE,
            chunk(item("a"), item(""), item("a")),
            chunk(item("b"), item("c").toBuilder().addEmbedding(Float.NaN).build()));
    assertThat(response.getCreatedCount()).isEqualTo(2);
    assertThat(response.getErrorCount()).isEqualTo(3);
    assertThat(response.getErrorsList())
        .extracting(
            error -> error.getRecordIndex() + " " + error.getItemId() + " " + error.getField())
        .containsExactly("1  id", "2 a id", "4 c embedding[0]");
    assertThat(response.getErrors(1).getDescription()).isEqualTo("stands twice in the chunk");
  }

  @Test
  void onlyTheFirstHundredRecordsLeftOutAreNamed() {
    ItemChunk.Builder chunk = ItemChunk.newBuilder();
    for (int i = 0; i < StreamErrors.MAX_REPORTED - 30; i++) {
      chunk.addItems(item("x".repeat(300)));
    }
    PutItemsResponse response =
        pool.putItems(OnError.ON_ERROR_CONTINUE, chunk.build(), chunk.build());
    assertThat(response.getErrorCount()).isEqualTo(140);
    assertThat(response.getErrorsCount()).isEqualTo(StreamErrors.MAX_REPORTED);
    assertThat(response.getErrors(99).getRecordIndex()).isEqualTo(99);
    assertThat(response.getErrors(99).getItemId()).hasSize(FieldRules.MAX_ITEM_ID_LENGTH);
  }

  @Test
  void requiredTagsStayUntilOthersOrNoneAreAskedFor() {
    Item tagged = item("a").toBuilder().addRequiredTags("x").addRequiredTags("de").build();
    pool.putItems(tagged);
    assertThat(stored("a").route()).isEqualTo(1);
    assertThat(pool.putItems(item("a")).getUnchangedCount()).isEqualTo(1);
    Item turned = item("a").toBuilder().addRequiredTags("de").addRequiredTags("x").build();
    assertThat(pool.putItems(turned).getUnchangedCount()).isEqualTo(1);
    pool.putItems(item("b").toBuilder().addRequiredTags("de").build());
    assertThat(stored("b").route()).isEqualTo(2);
    pool.putItems(item("a").toBuilder().addRequiredTags("any").build());
    assertThat(stored("a").route()).isZero();
    List<Integer> counts =
        pool.store.read(
            tables ->
                tables.items().routes(pool.projectId).stream().map(RouteRow::itemCount).toList());
    assertThat(counts).containsExactly(0, 1);
  }

  @Test
  void everyFieldOfARecordIsChecked() {
    assertBad(item("x".repeat(201)), "id");
    assertBad(item("a\nb"), "id");
    assertBad(item("a").toBuilder().setPriceMicros(1_000_000_000_000_001L).build(), "price_micros");
    assertBad(item("a").toBuilder().putAttributes("", "x").build(), "attributes");
    assertBad(item("a").toBuilder().putAttributes("n".repeat(64), "x").build(), "attributes");
    assertBad(
        item("a").toBuilder().putAttributes("site", "v".repeat(201)).build(), "attributes[site]");
    Item.Builder many = item("a").toBuilder();
    for (int i = 0; i <= ItemRules.MAX_ATTRIBUTES; i++) {
      many.putAttributes("name" + i, "");
    }
    assertBad(many.build(), "attributes");
    assertBad(item("a").toBuilder().addRequiredTags("lang de").build(), "required_tags[0]");
    assertBad(
        item("a").toBuilder().addRequiredTags("any").addRequiredTags("x").build(), "required_tags");
    assertBad(
        item("a").toBuilder().addEmbedding(1).addEmbedding(Float.NEGATIVE_INFINITY).build(),
        "embedding[1]");
    Item.Builder wide = item("a").toBuilder();
    for (int i = 0; i <= ItemRules.MAX_EMBEDDING_DIMENSION; i++) {
      wide.addEmbedding(0);
    }
    assertBad(wide.build(), "embedding");
    assertThat(progress().itemCount()).isZero();
  }

  private void assertBad(Item item, String field) {
    PutItemsResponse response = pool.putItems(OnError.ON_ERROR_CONTINUE, chunk(item));
    assertThat(response.getErrorsList())
        .singleElement()
        .satisfies(error -> assertThat(error.getField()).isEqualTo(field));
  }

  @Test
  void everyLimitIsInclusive() {
    Item.Builder item =
        item("x".repeat(200)).toBuilder()
            .setPriceMicros(1_000_000_000_000_000L)
            .putAttributes("n".repeat(63), "v".repeat(200));
    for (int i = 1; i < ItemRules.MAX_ATTRIBUTES; i++) {
      item.putAttributes("name" + i, "");
    }
    for (int i = 0; i < ItemRules.MAX_EMBEDDING_DIMENSION; i++) {
      item.addEmbedding(Float.MAX_VALUE);
    }
    assertThat(pool.putItems(item.build()).getCreatedCount()).isEqualTo(1);
  }

  @Test
  void theFirstEmbeddingFixesTheDimension() {
    PutItemsResponse response =
        pool.putItems(
            OnError.ON_ERROR_CONTINUE,
            chunk(
                item("a"),
                item("b").toBuilder().addEmbedding(1).addEmbedding(2).build(),
                item("c").toBuilder().addEmbedding(1).build()),
            chunk(item("d").toBuilder().addEmbedding(1).build()));
    assertThat(response.getErrorsList())
        .extracting(error -> error.getRecordIndex() + " " + error.getDescription())
        .containsExactly(
            "2 must be of dimension 2 as the project's others are, not 1",
            "3 must be of dimension 2 as the project's others are, not 1");
    assertThatThrownBy(() -> pool.putItems(item("a").toBuilder().addEmbedding(1).build()))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("dimension 2");
  }

  @Test
  void aDimensionFixedByAnotherStreamMeanwhileHolds() {
    var stream = pool.itemStream();
    accept(stream, pool.itemHeader(OnError.ON_ERROR_CONTINUE));
    pool.putItems(item("a").toBuilder().addEmbedding(1).addEmbedding(2).build());
    accept(
        stream,
        itemMessage(
            item("b").toBuilder().addEmbedding(1).build(),
            item("c").toBuilder().addEmbedding(3).addEmbedding(4).build()));
    PutItemsResponse response = finish(stream);
    assertThat(response.getCreatedCount()).isEqualTo(1);
    assertThat(response.getErrorCount()).isEqualTo(1);
    assertThat(response.getErrors(0).getItemId()).isEqualTo("b");
    assertThat(embedding(1)).containsExactly(3, 4);
  }

  @Test
  void aPoolHoldsNoMoreThanConfigured() {
    var stream = pool.itemStream(new PoolLimits(2, 1 << 20));
    accept(stream, pool.itemHeader(OnError.ON_ERROR_STOP));
    accept(stream, itemMessage(item("a"), item("b")));
    assertThatThrownBy(() -> accept(stream, itemMessage(item("c"))))
        .isInstanceOf(PoolLimitReached.class)
        .hasMessageContaining("at most 2 items");
    assertThat(progress().itemCount()).isEqualTo(2);

    var again = pool.itemStream(new PoolLimits(2, 1 << 20));
    accept(again, pool.itemHeader(OnError.ON_ERROR_STOP));
    accept(again, itemMessage(item("a").toBuilder().setPriceMicros(1).build()));
    assertThat(finish(again).getUpdatedCount()).isEqualTo(1);
  }

  @Test
  void theDefaultLimitIsTwentyMillion() {
    assertThat(PoolLimits.defaults().maxItems()).isEqualTo(20_000_000);
    assertThatThrownBy(() -> new PoolLimits(0, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void chunksHoldOneToTenThousandRecords() {
    for (int count : new int[] {0, 10_001}) {
      ItemChunk.Builder chunk = ItemChunk.newBuilder();
      for (int i = 0; i < count; i++) {
        chunk.addItems(item("item-" + i));
      }
      assertThatThrownBy(() -> pool.putItems(OnError.ON_ERROR_CONTINUE, chunk.build()))
          .isInstanceOf(InvalidRequest.class)
          .hasMessage("chunk.items: must hold 1 to 10000 records");
    }
    assertThat(progress().itemCount()).isZero();
  }

  @Test
  void theStreamBeginsWithItsHeader() {
    assertRefused(itemMessage(item("a")), "header: must be the first message");
    assertRefused(PutItemsRequest.getDefaultInstance(), "payload: must be a header or a chunk");
    assertThatThrownBy(() -> finish(pool.itemStream())).hasMessageContaining("header");
    var stream = pool.itemStream();
    accept(stream, pool.itemHeader(OnError.ON_ERROR_STOP));
    assertThatThrownBy(() -> accept(stream, pool.itemHeader(OnError.ON_ERROR_STOP)))
        .hasMessageContaining("and only that");
  }

  @Test
  void theHeaderIsCheckedAsAWhole() {
    assertThatThrownBy(() -> accept(pool.itemStream(), header("", "digits", 7)))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("header.request_id")
        .hasMessageContaining("header.project")
        .hasMessageContaining("header.on_error");
  }

  private static PutItemsRequest header(String requestId, String project, int onError) {
    return PutItemsRequest.newBuilder()
        .setHeader(
            PutItemsHeader.newBuilder()
                .setRequestId(requestId)
                .setProject(project)
                .setOnErrorValue(onError))
        .build();
  }

  private void assertRefused(PutItemsRequest message, String description) {
    assertThatThrownBy(() -> accept(pool.itemStream(), message))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining(description);
  }

  private static Item priced(String id, long priceMicros) {
    return item(id).toBuilder().setPriceMicros(priceMicros).build();
  }

  private @Nullable Long price(String itemId) {
    ItemRow row = pool.store.read(t -> requireNonNull(t.items().find(pool.projectId, itemId)));
    return row.priceMicros();
  }

  @Test
  void aStreamThatComesLateChangesNothingAndIsAnsweredAsTheFirstTime() {
    PutItemsRequest header = pool.itemHeader(OnError.ON_ERROR_STOP);
    PutItemsResponse first = pool.putItems(header, itemMessage(priced("a", 5), priced("b", 5)));
    pool.putItems(priced("a", 7));
    assertThat(pool.putItems(header, itemMessage(priced("a", 5), priced("b", 5)))).isEqualTo(first);
    assertThat(price("a")).isEqualTo(7);
    assertThat(first.getCreatedCount()).isEqualTo(2);
  }

  @Test
  void aStreamThatBrokeOffStoresWhatWasNotStoredOnly() {
    PutItemsRequest header = pool.itemHeader(OnError.ON_ERROR_STOP);
    var broken = pool.itemStream();
    accept(broken, header);
    accept(broken, itemMessage(priced("a", 5)));
    broken.abandon();
    pool.putItems(priced("a", 7));
    PutItemsResponse answer =
        pool.putItems(header, itemMessage(priced("a", 5)), itemMessage(priced("b", 5)));
    assertThat(answer.getCreatedCount()).as("those of the first try, too").isEqualTo(2);
    assertThat(price("a")).isEqualTo(7);
    assertThat(price("b")).isEqualTo(5);
    var other = pool.itemStream();
    PutItemsRequest another = pool.itemHeader(OnError.ON_ERROR_STOP);
    accept(other, another);
    accept(other, itemMessage(priced("c", 5)));
    other.abandon();
    assertThatThrownBy(() -> pool.putItems(another, itemMessage(priced("c", 6))))
        .isInstanceOf(RequestIdReused.class);
    assertThat(price("c")).isEqualTo(5);
  }

  @Test
  void anIdThatAnotherHeaderHadIsRefused() {
    PutItemsRequest header = header("used", PoolFixture.PROJECT, 1);
    pool.putItems(header, itemMessage(item("a")));
    assertThatThrownBy(
            () -> pool.putItems(header("used", PoolFixture.PROJECT, 2), itemMessage(item("a"))))
        .isInstanceOf(RequestIdReused.class);
  }

  @Test
  void aRefusedStreamIsRefusedAgain() {
    PutItemsRequest header = pool.itemHeader(OnError.ON_ERROR_STOP);
    var refused = pool.itemStream(new PoolLimits(1, 1 << 20));
    accept(refused, header);
    assertThatThrownBy(() -> accept(refused, itemMessage(item("a"), item("b"))))
        .isInstanceOf(PoolLimitReached.class);
    assertThatThrownBy(() -> pool.putItems(header, itemMessage(item("a"), item("b"))))
        .isInstanceOf(RememberedRefusal.class)
        .hasMessageContaining("1");
    assertThatThrownBy(() -> pool.putItems(header, itemMessage(item("a"))))
        .as("other items, which alone could be taken")
        .isInstanceOf(RequestIdReused.class);
    assertThat(progress().itemCount()).isZero();
  }

  @Test
  void theProjectMustExistAndTakeWork() {
    assertThatThrownBy(() -> accept(pool.itemStream(), header("r", "projects/other", 0)))
        .isInstanceOf(ProjectNotFound.class);
    var stream = pool.itemStream();
    accept(stream, pool.itemHeader(OnError.ON_ERROR_STOP));
    pool.archive();
    assertThatThrownBy(() -> accept(stream, itemMessage(item("a"))))
        .isInstanceOf(ProjectArchived.class);
    assertThatThrownBy(() -> pool.putItems(item("a"))).isInstanceOf(ProjectArchived.class);
  }

  @Test
  void aStreamWithoutChunksDoesNothing() {
    assertThat(pool.putItems(OnError.ON_ERROR_STOP))
        .isEqualTo(PutItemsResponse.getDefaultInstance());
  }
}
