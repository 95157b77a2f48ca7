package dev.assay.server.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.StringValue;
import dev.assay.server.failure.InvalidRequest;
import dev.assay.v1.ListItemsRequest;
import dev.assay.v1.ListLabelsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final ListItemsRequest REQUEST =
      ListItemsRequest.newBuilder().setProject("projects/p").setPageSize(2).build();

  private final AtomicInteger most = new AtomicInteger();

  /** The rows of all pages of the numbers from 0 on, as a list RPC reads them. */
  private List<List<Integer>> pages(int count) {
    return pages(count, REQUEST.getPageSize(), 1);
  }

  private List<List<Integer>> pages(int count, int pageSize, int bytesOfOne) {
    List<List<Integer>> pages = new ArrayList<>();
    String token = "";
    do {
      Page page = Page.of(REQUEST.toBuilder().setPageSize(pageSize).setPageToken(token).build());
      List<Integer> filled = new ArrayList<>();
      token =
          page.fill(
              (from, limit) -> {
                most.accumulateAndGet(limit, Math::max);
                return IntStream.range(from.afterOrdinal() + 1, count)
                    .limit(limit)
                    .boxed()
                    .toList();
              },
              row -> StringValue.of(row + " " + "x".repeat(bytesOfOne)),
              message -> filled.add(Integer.parseInt(message.getValue().split(" ", 2)[0])),
              row -> Integer.toString(row));
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

  @Test
  void aPageOfLargeRowsIsBoundedByItsBytesAndMissesNone() {
    int bytesOfOne = 102_000;
    List<List<Integer>> pages = pages(1_000, 1_000, bytesOfOne);
    assertThat(pages.stream().flatMap(List::stream).toList())
        .isEqualTo(IntStream.range(0, 1_000).boxed().toList());
    assertThat(pages).allSatisfy(page -> assertThat(page).hasSizeBetween(1, 40));
    assertThat(AnswerBytes.MAX_BYTES / bytesOfOne).isBetween(38, 41);
    assertThat(most.get()).isLessThanOrEqualTo(Page.FIRST_ROWS + 1);
  }

  @Test
  void aRowThatIsLargerThanAPageIsAPage() {
    assertThat(pages(3, 1_000, 5 << 20)).containsExactly(List.of(0), List.of(1), List.of(2));
  }
}
