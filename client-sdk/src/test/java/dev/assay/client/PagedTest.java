package dev.assay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.assay.v1.Label;
import dev.assay.v1.LabelServiceGrpc;
import dev.assay.v1.ListLabelsRequest;
import dev.assay.v1.ListLabelsResponse;
import io.grpc.stub.StreamObserver;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class PagedTest {
  private static final ProjectName PROJECT = ProjectName.of("digits");

  @Test
  void pagesFollowTheirTokensToTheEnd() {
    Labels labels = new Labels();
    try (InProcess server = InProcess.serving(labels)) {
      ListLabelsRequest request =
          ListLabelsRequest.newBuilder()
              .setProject("projects/digits")
              .setPageSize(2)
              .setItemId("a")
              .build();
      assertThat(server.client().labels().listLabels(request))
          .extracting(Label::getAnnotatorId)
          .containsExactly("ann", "bob", "cy", "dee");
      assertThat(labels.requests)
          .containsExactly(
              request,
              request.toBuilder().setPageToken("two").build(),
              request.toBuilder().setPageToken("three").build());
    }
  }

  @Test
  void aPageIsFetchedWhenItIsReached() {
    Labels labels = new Labels();
    try (InProcess server = InProcess.serving(labels)) {
      Iterator<Label> iterator = server.client().labels().listLabels(PROJECT).iterator();
      assertThat(labels.requests).isEmpty();
      iterator.next();
      iterator.next();
      assertThat(labels.requests).hasSize(1);
      iterator.next();
      // The second page was empty, so the third was fetched too.
      assertThat(labels.requests).hasSize(3);
    }
  }

  @Test
  void aStreamFetchesNoMoreThanItNeedsAndEachIterationStartsAnew() {
    Labels labels = new Labels();
    try (InProcess server = InProcess.serving(labels)) {
      Paged<Label> paged = server.client().labels().listLabels(PROJECT);
      assertThat(paged.stream().limit(2)).hasSize(2);
      assertThat(labels.requests).hasSize(1);
      assertThat(paged.stream().count()).isEqualTo(4);
      assertThat(labels.requests).hasSize(4);
    }
  }

  @Test
  void theTokenOfTheRequestIsWhereThePagesBegin() {
    Labels labels = new Labels();
    try (InProcess server = InProcess.serving(labels)) {
      ListLabelsRequest request = ListLabelsRequest.newBuilder().setPageToken("three").build();
      assertThat(server.client().labels().listLabels(request)).hasSize(2);
      assertThat(server.client().labels().listLabelsPage(request).getLabelsCount()).isEqualTo(2);
      assertThat(server.client().labels().listLabelsPageAsync(request).join().getLabelsCount())
          .isEqualTo(2);
    }
  }

  @Test
  void thereIsNoElementAfterTheLast() {
    Iterator<String> iterator =
        new Paged<>("", token -> new Paged.Page<>(List.<String>of(), "")).iterator();
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(iterator::next);
  }

  @Test
  void aServerThatTurnsInACircleIsFoundOut() {
    Paged<String> circle = new Paged<>("", token -> new Paged.Page<>(List.of("x"), "again"));
    assertThatIllegalStateException().isThrownBy(() -> circle.forEach(x -> {}));
  }

  /** Three pages, the second of them empty. */
  private static final class Labels extends LabelServiceGrpc.LabelServiceImplBase {
    final List<ListLabelsRequest> requests = new CopyOnWriteArrayList<>();

    private static final Map<String, ListLabelsResponse> PAGES =
        Map.of(
            "", page("two", "ann", "bob"),
            "two", page("three"),
            "three", page("", "cy", "dee"));

    @Override
    public void listLabels(ListLabelsRequest request, StreamObserver<ListLabelsResponse> observer) {
      requests.add(request);
      ListLabelsResponse page = PAGES.get(request.getPageToken());
      if (page == null) {
        observer.onError(
            Failures.invalid("page_token", "use the next_page_token of the page before"));
      } else {
        Answers.answer(observer, page);
      }
    }

    private static ListLabelsResponse page(String nextToken, String... annotators) {
      ListLabelsResponse.Builder page = ListLabelsResponse.newBuilder().setNextPageToken(nextToken);
      for (String annotator : annotators) {
        page.addLabels(Label.newBuilder().setAnnotatorId(annotator));
      }
      return page.build();
    }
  }
}
