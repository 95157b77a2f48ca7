package dev.assay.server.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.failure.InvalidRequest;
import dev.assay.v1.ListItemsRequest;
import dev.assay.v1.ListLabelsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final ListItemsRequest REQUEST =
      ListItemsRequest.newBuilder().setProject("projects/p").setPageSize(2).build();

  /** All pages of the numbers from 0 on, as a list RPC reads them. */
  private static List<List<Integer>> pages(int count) {
    List<List<Integer>> pages = new ArrayList<>();
    String token = "";
    do {
      Page page = Page.of(REQUEST.toBuilder().setPageToken(token).build());
      List<Integer> rows =
          IntStream.range(page.afterOrdinal() + 1, count).limit(page.rowsToRead()).boxed().toList();
      List<Integer> filled = new ArrayList<>();
      token = page.fill(rows, filled::add, row -> Integer.toString(row));
      pages.add(filled);
    } while (!token.isEmpty());
    return pages;
  }

  @Test
  void theLastPageHasNoToken() {
    assertThat(pages(0)).containsExactly(List.of());
    assertThat(pages(1)).containsExactly(List.of(0));
    assertThat(pages(2)).containsExactly(List.of(0, 1));
    assertThat(pages(3)).containsExactly(List.of(0, 1), List.of(2));
    assertThat(pages(4)).containsExactly(List.of(0, 1), List.of(2, 3));
  }

  @Test
  void aPageHasAHundredRowsUnlessTheRequestSaysMoreOrLess() {
    assertThat(Page.of(ListItemsRequest.getDefaultInstance()).size()).isEqualTo(100);
    assertThat(Page.of(REQUEST).size()).isEqualTo(2);
    assertThat(Page.of(REQUEST.toBuilder().setPageSize(5_000).build()).size()).isEqualTo(1_000);
  }

  @Test
  void aTokenServesTheSameListWithTheSameFilterOnly() {
    String token = Page.of(REQUEST).next("7");
    Page larger = Page.of(REQUEST.toBuilder().setPageSize(9).setPageToken(token).build());
    assertThat(larger.afterOrdinal()).isEqualTo(7);
    assertThat(larger.afterNumber(0)).isEqualTo(7);
    assertRefused(() -> Page.of(REQUEST.toBuilder().setProject("").setPageToken(token).build()));
    assertRefused(
        () ->
            Page.of(
                ListLabelsRequest.newBuilder()
                    .setProject("projects/p")
                    .setPageToken(token)
                    .build()));
    assertRefused(() -> Page.of(REQUEST.toBuilder().setPageToken("no token").build()));
  }

  @Test
  void aPositionThatIsNoNumberIsRefusedByAListThatIsOrderedByOne() {
    Page page = Page.of(REQUEST.toBuilder().setPageToken(Page.of(REQUEST).next("a")).build());
    assertThat(page.after()).isEqualTo("a");
    assertRefused(page::afterOrdinal);
    assertRefused(() -> page.afterNumber(0));
  }

  private static void assertRefused(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("page_token");
  }
}
