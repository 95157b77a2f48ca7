package dev.assay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import dev.assay.v1.ExportItemsRequest;
import dev.assay.v1.Item;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ExportTest {
  private static final ProjectName PROJECT = ProjectName.of("digits");
  private static final ExportItemsRequest REQUEST =
      ExportItemsRequest.newBuilder().setProject("projects/digits").build();

  @Test
  void allRecordsOfAllMessagesComeInTheirOrder() {
    try (InProcess server = InProcess.serving(new ExportingPool(7, 3));
        Export<Item> items = server.client().pool().exportItems(PROJECT)) {
      List<String> ids = new ArrayList<>();
      for (Item item : items) {
        ids.add(item.getId());
      }
      assertThat(ids).hasSize(21).startsWith("0/0", "0/1", "0/2", "1/0").endsWith("6/2");
      assertThatExceptionOfType(NoSuchElementException.class)
          .isThrownBy(() -> items.iterator().next());
    }
  }

  @Test
  void theServerSendsNoMoreThanTwoMessagesAhead() {
    ExportingPool pool = new ExportingPool(1_000, 1);
    try (InProcess server = InProcess.serving(pool);
        Export<Item> items = server.client().pool().exportItems(PROJECT)) {
      Iterator<Item> iterator = items.iterator();
      for (int read = 1; read <= 50; read++) {
        iterator.next();
        // One more than asked for may be with the server, which sends while the connection is
        // ready.
        assertThat(pool.sent()).isLessThanOrEqualTo(read + Inbox.MESSAGES_AHEAD + 1);
      }
    }
    pool.awaitCancellation();
  }

  @Test
  void aStreamThatBreaksYieldsWhatCameBeforeAndThenThrows() {
    ExportingPool pool =
        new ExportingPool(2, 2).endingWith(Failures.of(Code.INTERNAL, "STORE_FAILED"));
    try (InProcess server = InProcess.serving(pool);
        Export<Item> items = server.client().pool().exportItems(PROJECT)) {
      Iterator<Item> iterator = items.iterator();
      for (int read = 0; read < 4; read++) {
        iterator.next();
      }
      assertThatExceptionOfType(AssayException.class)
          .isThrownBy(iterator::hasNext)
          .matches(e -> e.reason() == ErrorReason.ERROR_REASON_STORE_FAILED);
      assertThatExceptionOfType(AssayException.class).isThrownBy(iterator::next);
    }
  }

  @Test
  void closingCancelsTheCallAndNothingCanBeReadAnyMore() {
    ExportingPool pool = new ExportingPool(1_000, 5);
    try (InProcess server = InProcess.serving(pool)) {
      Export<Item> items = server.client().pool().exportItems(PROJECT);
      Iterator<Item> iterator = items.iterator();
      iterator.next();
      items.close();
      pool.awaitCancellation();
      assertThatIllegalStateException()
          .isThrownBy(iterator::next)
          .withMessage("the export is closed");
      items.close();
    }
  }

  @Test
  void closingTheStreamOfAnExportClosesIt() {
    ExportingPool pool = new ExportingPool(1_000, 5);
    try (InProcess server = InProcess.serving(pool)) {
      try (Stream<Item> items = server.client().pool().exportItems(PROJECT).stream()) {
        assertThat(items.limit(7)).hasSize(7);
      }
      pool.awaitCancellation();
    }
  }

  @Test
  void aConsumerTakesAllRecordsAndTheServerWaitsForIt() {
    ExportingPool pool = new ExportingPool(100, 2);
    List<String> ids = new ArrayList<>();
    try (InProcess server = InProcess.serving(pool)) {
      CompletableFuture<Long> count =
          server
              .client()
              .pool()
              .exportItemsAsync(
                  REQUEST,
                  item -> {
                    ids.add(item.getId());
                    assertThat(pool.sent()).isLessThanOrEqualTo((ids.size() + 1) / 2 + 1);
                  });
      assertThat(count.join()).isEqualTo(200);
    }
    assertThat(ids).hasSize(200).doesNotHaveDuplicates();
  }

  @Test
  void whatTheConsumerThrowsEndsTheExport() {
    ExportingPool pool = new ExportingPool(1_000, 2);
    IllegalStateException full = new IllegalStateException("disk full");
    try (InProcess server = InProcess.serving(pool)) {
      CompletableFuture<Long> count =
          server
              .client()
              .pool()
              .exportItemsAsync(
                  REQUEST,
                  item -> {
                    throw full;
                  });
      assertThatThrownBy(count::join).hasCause(full);
      pool.awaitCancellation();
    }
  }

  @Test
  void cancellingTheFutureCancelsTheCall() throws Exception {
    ExportingPool pool = new ExportingPool(Integer.MAX_VALUE, 1);
    try (InProcess server = InProcess.serving(pool)) {
      CountDownLatch first = new CountDownLatch(1);
      CompletableFuture<Long> count =
          server.client().pool().exportItemsAsync(REQUEST, item -> first.countDown());
      assertThat(first.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(count.cancel(true)).isTrue();
      pool.awaitCancellation();
      assertThatExceptionOfType(CancellationException.class).isThrownBy(count::join);
    }
  }

  @Test
  void aFailedAsynchronousExportSaysWhy() {
    ExportingPool pool =
        new ExportingPool(1, 1).endingWith(Failures.of(Code.NOT_FOUND, "PROJECT_NOT_FOUND"));
    try (InProcess server = InProcess.serving(pool)) {
      assertThatThrownBy(server.client().pool().exportItemsAsync(REQUEST, item -> {})::join)
          .hasCauseInstanceOf(NotFoundException.class);
    }
  }
}
