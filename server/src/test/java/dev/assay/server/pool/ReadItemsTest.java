package dev.assay.server.pool;

import static dev.assay.server.pool.PoolFixture.PROJECT;
import static dev.assay.server.pool.PoolFixture.item;
import static dev.assay.server.pool.PoolFixture.score;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import com.google.protobuf.util.Timestamps;
import com.google.rpc.BadRequest.FieldViolation;
import dev.assay.server.ContractRpcs;
import dev.assay.server.failure.InvalidRequest;
import dev.assay.server.failure.ItemNotFound;
import dev.assay.server.failure.ProjectNotFound;
import dev.assay.server.request.Export;
import dev.assay.server.request.Violations;
import dev.assay.v1.ExportItemsRequest;
import dev.assay.v1.ExportItemsResponse;
import dev.assay.v1.GetItemRequest;
import dev.assay.v1.Item;
import dev.assay.v1.ItemChunk;
import dev.assay.v1.LabelValue;
import dev.assay.v1.ListItemsRequest;
import dev.assay.v1.ListItemsResponse;
import dev.assay.v1.OnError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GetItem, ListItems and ExportItems. */
final class ReadItemsTest {
  @TempDir private Path folder;
  private PoolFixture pool;
  private TakenItems taken;

  @BeforeEach
  void open() {
    pool = new PoolFixture(folder);
    taken = new TakenItems(pool);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  private Item get(String id) {
    GetItemRequest request = GetItemRequest.newBuilder().setProject(PROJECT).setItemId(id).build();
    return new GetItem(pool.store, pool.view).answer(request).getItem();
  }

  private ListItemsResponse list(ListItemsRequest.Builder request) {
    return new ListItems(pool.store, pool.view).answer(request.setProject(PROJECT).build());
  }

  private List<ExportItemsResponse> export(boolean embeddings) {
    Export.Cursor<ExportItemsResponse> cursor =
        new ExportItems(pool.store, pool.view)
            .open(
                ExportItemsRequest.newBuilder()
                    .setProject(PROJECT)
                    .setIncludeEmbeddings(embeddings)
                    .build());
    List<ExportItemsResponse> messages = new ArrayList<>();
    for (ExportItemsResponse next = cursor.next(); next != null; next = cursor.next()) {
      messages.add(next);
    }
    return messages;
  }

  private static List<String> ids(List<Item> items) {
    return items.stream().map(Item::getId).toList();
  }

  @Test
  void anItemIsReadWithAllThatIsKnownOfIt() {
    pool.putItems(
        item("a"),
        item("b").toBuilder()
            .setPriceMicros(7)
            .putAttributes("site", "north")
            .addEmbedding(1.5f)
            .build());
    pool.putScores(pool.scoreHeader("v"), score("b", .25, .5, .25));
    long wave = taken.take(1, 0);
    taken.serve(wave, 1);
    taken.settle(wave, 0, "2");

    assertThat(get("b"))
        .isEqualTo(
            Item.newBuilder()
                .setId("b")
                .setPriceMicros(7)
                .putAttributes("site", "north")
                .addEmbedding(1.5f)
                .setState(Item.State.STATE_SETTLED)
                .addProbabilities(.25f)
                .addProbabilities(.5f)
                .addProbabilities(.25f)
                .setVerdict(LabelValue.newBuilder().addClassNames("two"))
                .setVoteCount(2)
                .setCreateTime(Timestamps.fromMillis(1772366400_000L))
                .build());
    assertThat(get("a"))
        .isEqualTo(
            Item.newBuilder()
                .setId("a")
                .setState(Item.State.STATE_UNLABELED) // drawn, but not served
                .setCreateTime(Timestamps.fromMillis(1772366400_000L))
                .build());
  }

  @Test
  void whereThereAreGoldChecksTheOutcomeIsShownToWhoAsksForIt() {
    pool.putItems(item("a"), item("b"));
    long wave = taken.take(1);
    taken.serve(wave, 1);
    taken.settle(wave, 0, "2");
    pool.check();
    Item.Builder bare = Item.newBuilder().setCreateTime(Timestamps.fromMillis(1772366400_000L));
    assertThat(get("b")).isEqualTo(bare.setId("b").build());
    assertThat(list(ListItemsRequest.newBuilder()).getItemsList())
        .containsExactly(bare.setId("a").build(), bare.setId("b").build());
    assertThat(export(false).get(0).getItemsList())
        .containsExactly(bare.setId("a").build(), bare.setId("b").build());
    ListItemsRequest.Builder settled =
        ListItemsRequest.newBuilder().setStateFilter(Item.State.STATE_SETTLED);
    assertThatThrownBy(() -> list(settled))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("state_filter")
        .hasMessageContaining("include_outcome");
    List<Item> outcome = list(settled.setIncludeOutcome(true)).getItemsList();
    assertThat(ids(outcome)).containsExactly("b");
    assertThat(outcome.get(0).getVerdict().getClassNames(0)).isEqualTo("two");
    GetItemRequest request =
        GetItemRequest.newBuilder()
            .setProject(PROJECT)
            .setItemId("b")
            .setIncludeOutcome(true)
            .build();
    assertThat(new GetItem(pool.store, pool.view).answer(request).getItem())
        .isEqualTo(outcome.get(0));
    ExportItemsRequest all =
        ExportItemsRequest.newBuilder().setProject(PROJECT).setIncludeOutcome(true).build();
    assertThat(
            Objects.requireNonNull(new ExportItems(pool.store, pool.view).open(all).next())
                .getItems(1))
        .isEqualTo(outcome.get(0));
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThatThrownBy(() -> get("a")).isInstanceOf(ItemNotFound.class);
    assertThatThrownBy(
            () ->
                new GetItem(pool.store, pool.view)
                    .answer(
                        GetItemRequest.newBuilder()
                            .setProject("projects/other")
                            .setItemId("a")
                            .build()))
        .isInstanceOf(ProjectNotFound.class);
    assertThatThrownBy(
            () ->
                new ListItems(pool.store, pool.view)
                    .answer(ListItemsRequest.newBuilder().setProject("projects/other").build()))
        .isInstanceOf(ProjectNotFound.class);
    assertThatThrownBy(
            () ->
                new ExportItems(pool.store, pool.view)
                    .open(ExportItemsRequest.newBuilder().setProject("projects/other").build()))
        .isInstanceOf(ProjectNotFound.class);
  }

  private static <Q extends Message> List<String> fields(
      Q request, BiConsumer<Q, Violations> validate) {
    return ContractRpcs.check(request, validate).found().stream()
        .map(FieldViolation::getField)
        .toList();
  }

  @Test
  void badFieldsAreNamed() {
    assertThat(
            fields(
                GetItemRequest.getDefaultInstance(), new GetItem(pool.store, pool.view)::validate))
        .containsExactly("project", "item_id");
    assertThat(
            fields(
                ListItemsRequest.newBuilder().setPageSize(-1).setStateFilterValue(9).build(),
                new ListItems(pool.store, pool.view)::validate))
        .containsExactly("project", "page_size", "state_filter");
    assertThat(
            fields(
                ExportItemsRequest.getDefaultInstance(),
                new ExportItems(pool.store, pool.view)::validate))
        .containsExactly("project");
    assertThatThrownBy(() -> list(ListItemsRequest.newBuilder().setPageToken("bogus")))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("page_token");
  }

  @Test
  void pagesFollowOneAnotherWithoutGapsOrRepetition() {
    pool.putPlainItems(25);
    List<String> read = new ArrayList<>();
    ListItemsRequest.Builder request = ListItemsRequest.newBuilder().setPageSize(10);
    ListItemsResponse page = list(request);
    read.addAll(ids(page.getItemsList()));
    pool.putItems(item("item-25"));
    while (!page.getNextPageToken().isEmpty()) {
      page = list(request.setPageToken(page.getNextPageToken()));
      assertThat(page.getItemsCount()).isBetween(1, 10);
      read.addAll(ids(page.getItemsList()));
    }
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 26; i++) {
      expected.add("item-" + i);
    }
    assertThat(read).isEqualTo(expected);
  }

  @Test
  void theLastPageHasNoTokenAlsoWhenItIsFull() {
    assertThat(list(ListItemsRequest.newBuilder()).getNextPageToken()).isEmpty();
    pool.putPlainItems(10);
    ListItemsResponse page = list(ListItemsRequest.newBuilder().setPageSize(10));
    assertThat(page.getItemsCount()).isEqualTo(10);
    assertThat(page.getNextPageToken()).isEmpty();
  }

  @Test
  void pagesHaveNoEmbeddings() {
    pool.putItems(item("a").toBuilder().addEmbedding(1).build());
    assertThat(list(ListItemsRequest.newBuilder()).getItems(0).getEmbeddingCount()).isZero();
  }

  @Test
  void aFilterKeepsTheItemsOfItsState() {
    pool.putPlainItems(6);
    long wave = taken.take(4, 2, 1);
    taken.serve(wave, 2);
    taken.settle(wave, 1, "0");
    assertThat(filtered(Item.State.STATE_IN_PROGRESS)).containsExactly("item-4");
    assertThat(filtered(Item.State.STATE_SETTLED)).containsExactly("item-2");
    assertThat(filtered(Item.State.STATE_UNLABELED))
        .containsExactly("item-0", "item-1", "item-3", "item-5");
    assertThat(filtered(Item.State.STATE_UNSPECIFIED)).hasSize(6);
  }

  private List<String> filtered(Item.State state) {
    return ids(list(ListItemsRequest.newBuilder().setStateFilter(state)).getItemsList());
  }

  @Test
  void aPageLooksAtALimitedNumberOfItems() {
    pool.putPlainItems(ListItems.MAX_SCANNED + 10);
    taken.serve(taken.take(ListItems.MAX_SCANNED + 5), 1);
    ListItemsRequest.Builder request =
        ListItemsRequest.newBuilder().setStateFilter(Item.State.STATE_IN_PROGRESS);
    ListItemsResponse first = list(request);
    assertThat(first.getItemsCount()).isZero();
    assertThat(first.getNextPageToken()).isNotEmpty();
    ListItemsResponse second = list(request.setPageToken(first.getNextPageToken()));
    assertThat(ids(second.getItemsList())).containsExactly("item-" + (ListItems.MAX_SCANNED + 5));
    assertThat(second.getNextPageToken()).isEmpty();
  }

  @Test
  void anExportHasAllItemsInMessagesOfLimitedSize() {
    pool.putPlainItems(2_500);
    List<ExportItemsResponse> messages = export(false);
    assertThat(messages)
        .extracting(ExportItemsResponse::getItemsCount)
        .containsExactly(1_000, 1_000, 500);
    assertThat(messages.get(2).getItems(499).getId()).isEqualTo("item-2499");
  }

  @Test
  void anExportHasEmbeddingsWhenTheyAreAskedFor() {
    ItemChunk.Builder chunk = ItemChunk.newBuilder();
    int dimension = 8_000;
    for (int i = 0; i < 40; i++) {
      Item.Builder item = Item.newBuilder().setId("item-" + i);
      for (int j = 0; j < dimension; j++) {
        item.addEmbedding(i);
      }
      chunk.addItems(item);
    }
    pool.putItems(OnError.ON_ERROR_STOP, chunk.build());
    List<ExportItemsResponse> messages = export(true);
    assertThat(messages).hasSizeGreaterThan(1);
    assertThat(messages)
        .allMatch(
            message ->
                message.getSerializedSize()
                    <= ExportItems.MAX_MESSAGE_BYTES + 1_000 * message.getItemsCount());
    List<Item> items = messages.stream().flatMap(m -> m.getItemsList().stream()).toList();
    assertThat(items).hasSize(40);
    assertThat(items.get(39).getEmbeddingList()).hasSize(dimension).containsOnly(39f);
    assertThat(export(false))
        .singleElement()
        .satisfies(message -> assertThat(message.getItems(0).getEmbeddingCount()).isZero());
  }

  @Test
  void anEmptyPoolExportsNothing() {
    assertThat(export(true)).isEmpty();
  }
}
