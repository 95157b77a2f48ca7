package dev.assay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.assay.v1.Item;
import dev.assay.v1.OnError;
import dev.assay.v1.PoolServiceGrpc;
import dev.assay.v1.PutItemsRequest;
import dev.assay.v1.PutItemsResponse;
import io.grpc.stub.StreamObserver;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PutItemsTest {
  private static final ProjectName PROJECT = ProjectName.of("digits");

  @Test
  void theHeaderComesFirstAndItemsFollowInTheirOrder() {
    RecordingPool pool = new RecordingPool();
    PutOptions options =
        PutOptions.defaults().withOnError(OnError.ON_ERROR_CONTINUE).withChunkRows(3);
    try (InProcess server = InProcess.serving(pool)) {
      assertThat(
              server
                  .client()
                  .pool()
                  .putItems(PROJECT, Items.numbered(8), options)
                  .getCreatedCount())
          .isEqualTo(8);
    }
    PutItemsRequest first = pool.itemMessages().get(0);
    assertThat(first.getHeader().getProject()).isEqualTo("projects/digits");
    assertThat(first.getHeader().getOnError()).isEqualTo(OnError.ON_ERROR_CONTINUE);
    List<PutItemsRequest> chunks = pool.itemMessages().subList(1, 4);
    assertThat(chunks).extracting(m -> m.getChunk().getItemsCount()).containsExactly(3, 3, 2);
    assertThat(chunks)
        .flatExtracting(m -> m.getChunk().getItemsList())
        .containsExactlyElementsOf(Items.numbered(8).toList());
  }

  @Test
  void aChunkIsClosedBeforeItWouldBeTooLarge() {
    RecordingPool pool = new RecordingPool();
    // 400 bytes an embedding: two fit into a KiB.
    Stream<Item> items = Stream.of("a", "b", "c", "d", "e").map(id -> Items.embedded(id, 100));
    try (InProcess server = InProcess.serving(pool)) {
      server.client().pool().putItems(PROJECT, items, PutOptions.defaults().withChunkBytes(1024));
    }
    assertThat(pool.itemMessages()).hasSize(4).allMatch(m -> m.getSerializedSize() <= 1024 + 16);
    assertThat(pool.itemMessages().get(1).getChunk().getItemsCount()).isEqualTo(2);
  }

  @Test
  void anItemLargerThanAChunkIsSentAlone() {
    RecordingPool pool = new RecordingPool();
    List<Item> items = List.of(Items.of("small"), Items.embedded("large", 1_000), Items.of("last"));
    try (InProcess server = InProcess.serving(pool)) {
      server.client().pool().putItems(PROJECT, items, PutOptions.defaults().withChunkBytes(1024));
    }
    assertThat(pool.itemMessages())
        .extracting(m -> m.getChunk().getItemsCount())
        .containsExactly(0, 1, 1, 1);
  }

  @Test
  void anEmptySourceIsAnUploadOfNothing() {
    RecordingPool pool = new RecordingPool();
    try (InProcess server = InProcess.serving(pool)) {
      assertThat(server.client().pool().putItems(PROJECT, List.of()).getCreatedCount()).isZero();
      assertThat(server.client().pool().putItems(PROJECT, Stream.of()).getCreatedCount()).isZero();
    }
    assertThat(pool.itemMessages()).hasSize(2).allMatch(PutItemsRequest::hasHeader);
  }

  @Test
  void progressIsToldAfterEachChunk() {
    RecordingPool pool = new RecordingPool();
    List<Progress> progress = new ArrayList<>();
    PutOptions options = PutOptions.defaults().withChunkRows(4).withProgress(progress::add);
    try (InProcess server = InProcess.serving(pool)) {
      server.client().pool().putItems(PROJECT, Items.numbered(10).toList(), options);
    }
    assertThat(progress).extracting(Progress::records).containsExactly(4L, 8L, 10L);
    assertThat(progress).extracting(Progress::elapsed).isSorted();
    long bytes = pool.itemMessages().stream().mapToLong(PutItemsRequest::getSerializedSize).sum();
    assertThat(progress.get(2).bytes()).isEqualTo(bytes);
    assertThat(progress.get(2).recordsPerSecond()).isPositive();
  }

  @Test
  void anAsynchronousUploadSendsTheSame() {
    RecordingPool pool = new RecordingPool();
    List<Progress> progress = new ArrayList<>();
    PutOptions options = PutOptions.defaults().withChunkRows(10).withProgress(progress::add);
    try (InProcess server = InProcess.serving(pool)) {
      PutItemsResponse response =
          server
              .client()
              .pool()
              .putItemsAsync(PROJECT, Items.numbered(95).iterator(), options)
              .join();
      assertThat(response.getCreatedCount()).isEqualTo(95);
    }
    assertThat(progress).hasSize(10).last().extracting(Progress::records).isEqualTo(95L);
  }

  @Test
  void whatTheSourceThrowsComesThroughAndEndsTheCall() {
    UncheckedIOException broken = new UncheckedIOException(new NoSuchFileException("items.csv"));
    Iterator<Item> source = failingAfter(7, broken);
    CancelNoting pool = new CancelNoting();
    try (InProcess server = InProcess.serving(pool)) {
      PoolClient client = server.client().pool();
      PutOptions options = PutOptions.defaults().withChunkRows(2);
      assertThatThrownBy(() -> client.putItems(PROJECT, source, options)).isSameAs(broken);
      assertThatThrownBy(
              () -> client.putItemsAsync(PROJECT, failingAfter(7, broken), options).join())
          .isInstanceOf(CompletionException.class)
          .hasCause(broken);
      pool.awaitCancellations(2);
    }
  }

  @Test
  void anErrorInMidStreamStopsTheSendingAndNamesTheRecord() {
    PoolServiceGrpc.PoolServiceImplBase pool =
        new PoolServiceGrpc.PoolServiceImplBase() {
          @Override
          public StreamObserver<PutItemsRequest> putItems(
              StreamObserver<PutItemsResponse> observer) {
            return new EndsAfter<>(
                3,
                () ->
                    observer.onError(Failures.invalid("items[20].id", "use 1 to 200 characters")));
          }
        };
    AtomicInteger pulled = new AtomicInteger();
    // Far more than could be sent before the error arrives.
    Stream<Item> items = Items.numbered(Integer.MAX_VALUE).peek(item -> pulled.incrementAndGet());
    try (InProcess server = InProcess.serving(pool)) {
      InvalidRequestException failure =
          catchThrowableOfType(
              InvalidRequestException.class,
              () ->
                  server
                      .client()
                      .pool()
                      .putItems(PROJECT, items, PutOptions.defaults().withChunkRows(10)));
      assertThat(failure.fieldViolations())
          .extracting(FieldViolation::field)
          .containsExactly("items[20].id");
    }
    assertThat(pulled).hasValueLessThan(Integer.MAX_VALUE);
  }

  @Test
  void anEarlyAnswerEndsTheUploadWell() {
    PoolServiceGrpc.PoolServiceImplBase pool =
        new PoolServiceGrpc.PoolServiceImplBase() {
          @Override
          public StreamObserver<PutItemsRequest> putItems(
              StreamObserver<PutItemsResponse> observer) {
            return new EndsAfter<>(
                1,
                () ->
                    Answers.answer(
                        observer, PutItemsResponse.newBuilder().setUnchangedCount(9).build()));
          }
        };
    try (InProcess server = InProcess.serving(pool)) {
      Stream<Item> items = Items.numbered(Integer.MAX_VALUE);
      assertThat(server.client().pool().putItems(PROJECT, items).getUnchangedCount()).isEqualTo(9);
    }
  }

  @Test
  void optionsOutOfTheirRangesAreRefused() {
    PutOptions options = PutOptions.defaults();
    assertThatIllegalArgumentException().isThrownBy(() -> options.withChunkRows(0));
    assertThatIllegalArgumentException().isThrownBy(() -> options.withChunkRows(10_001));
    assertThatIllegalArgumentException().isThrownBy(() -> options.withChunkBytes(1023));
    assertThatIllegalArgumentException().isThrownBy(() -> options.withChunkBytes((3 << 20) + 1));
    assertThat(options.withChunkRows(10_000).withChunkBytes(3 << 20).chunkRows()).isEqualTo(10_000);
  }

  private static Iterator<Item> failingAfter(int count, RuntimeException failure) {
    return Stream.concat(
            Items.numbered(count),
            Stream.generate(
                () -> {
                  throw failure;
                }))
        .iterator();
  }
}
