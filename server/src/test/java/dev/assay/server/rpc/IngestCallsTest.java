package dev.assay.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Int64Value;
import com.google.protobuf.StringValue;
import dev.assay.server.failure.InvalidRequest;
import dev.assay.server.request.Ingest;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IngestCallsTest {
  @TempDir private Path folder;

  /** Completes what it was given when the test says so. */
  private static class Slow implements Ingest<StringValue, Int64Value> {
    final List<String> accepted = new CopyOnWriteArrayList<>();
    final BlockingQueue<CompletableFuture<Void>> pending = new LinkedBlockingQueue<>();
    final AtomicInteger abandoned = new AtomicInteger();
    final AtomicInteger finished = new AtomicInteger();
    volatile Supplier<CompletableFuture<Int64Value>> end =
        () -> CompletableFuture.completedFuture(Int64Value.of(accepted.size()));

    @Override
    public CompletableFuture<Void> accept(StringValue message) {
      accepted.add(message.getValue());
      CompletableFuture<Void> future = new CompletableFuture<>();
      pending.add(future);
      return future;
    }

    @Override
    public CompletableFuture<Int64Value> finish() {
      finished.incrementAndGet();
      return end.get();
    }

    @Override
    public void abandon() {
      abandoned.incrementAndGet();
    }

    CompletableFuture<Void> next() throws InterruptedException {
      CompletableFuture<Void> future = pending.poll(Calls.SECONDS, TimeUnit.SECONDS);
      assertThat(future).isNotNull();
      return future == null ? new CompletableFuture<>() : future;
    }
  }

  /** The client's side of a stream. */
  private static final class Stream {
    final CompletableFuture<Status> closed = new CompletableFuture<>();
    final CompletableFuture<Int64Value> answer = new CompletableFuture<>();
    final ClientCall<StringValue, Int64Value> call;

    Stream(ToyServer server) {
      call = server.channel().newCall(ToyContract.TAKE, Calls.options());
      call.start(
          new ClientCall.Listener<>() {
            @Override
            public void onMessage(Int64Value message) {
              answer.complete(message);
            }

            @Override
            public void onClose(Status status, Metadata trailers) {
              closed.complete(status);
            }
          },
          new Metadata());
      call.request(2);
    }

    void send(String... texts) {
      for (String text : texts) {
        call.sendMessage(StringValue.of(text));
      }
    }

    Status closed() throws Exception {
      return closed.get(Calls.SECONDS, TimeUnit.SECONDS);
    }
  }

  private ToyServer serve(Ingest<StringValue, Int64Value> ingest) throws Exception {
    return new ToyServer.Builder(folder).ingest(() -> ingest).start();
  }

  @Test
  void theNextMessageComesWhenTheOneBeforeIsStored() throws Exception {
    Slow slow = new Slow();
    try (ToyServer server = serve(slow)) {
      Stream stream = new Stream(server);
      stream.send("a", "b", "c");
      CompletableFuture<Void> first = slow.next();
      await()
          .during(Duration.ofMillis(200))
          .atMost(Duration.ofSeconds(Calls.SECONDS))
          .until(() -> slow.accepted.size() == 1);
      first.complete(null);
      slow.next().complete(null);
      assertThat(slow.next()).isNotDone();
      assertThat(slow.accepted).containsExactly("a", "b", "c");
    }
  }

  @Test
  void theEndOfTheStreamWaitsForWhatIsBeingStored() throws Exception {
    Slow slow = new Slow();
    try (ToyServer server = serve(slow)) {
      Stream stream = new Stream(server);
      stream.send("a");
      stream.call.halfClose();
      CompletableFuture<Void> storing = slow.next();
      await()
          .during(Duration.ofMillis(200))
          .atMost(Duration.ofSeconds(Calls.SECONDS))
          .until(() -> slow.finished.get() == 0);
      storing.complete(null);
      assertThat(stream.closed().isOk()).isTrue();
      assertThat(stream.answer.get().getValue()).isEqualTo(1);
      assertThat(slow.abandoned).hasValue(0);
    }
  }

  @Test
  void aStreamWithoutMessagesIsFinished() throws Exception {
    Slow slow = new Slow();
    try (ToyServer server = serve(slow)) {
      Stream stream = new Stream(server);
      stream.call.halfClose();
      assertThat(stream.closed().isOk()).isTrue();
      assertThat(slow.finished).hasValue(1);
    }
  }

  @Test
  void aFailedMessageEndsTheStreamAndAbandonsItOnce() throws Exception {
    Slow slow = new Slow();
    try (ToyServer server = serve(slow)) {
      Stream stream = new Stream(server);
      stream.send("a", "b");
      slow.next().completeExceptionally(new InvalidRequest("items[0].id", "is bad"));
      Status status = stream.closed();
      assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(status.getDescription()).isEqualTo("items[0].id: is bad");
      await().until(() -> slow.abandoned.get() == 1);
      assertThat(slow.accepted).containsExactly("a");
      assertThat(slow.finished).hasValue(0);
    }
    assertThat(slow.abandoned).hasValue(1);
  }

  @Test
  void whatIsThrownAtOnceIsAFailureLikeAnyOther() throws Exception {
    Slow slow =
        new Slow() {
          @Override
          public CompletableFuture<Void> accept(StringValue message) {
            throw new IllegalStateException("broken");
          }
        };
    try (ToyServer server = serve(slow)) {
      Stream stream = new Stream(server);
      stream.send("a");
      assertThat(stream.closed().getCode()).isEqualTo(Status.Code.INTERNAL);
      await().until(() -> slow.abandoned.get() == 1);
    }
  }

  @Test
  void aStreamThatTheClientBreaksOffIsAbandonedAfterWhatIsBeingStored() throws Exception {
    Slow slow = new Slow();
    try (ToyServer server = serve(slow)) {
      Stream stream = new Stream(server);
      stream.send("a");
      CompletableFuture<Void> storing = slow.next();
      stream.call.cancel("enough", null);
      await()
          .during(Duration.ofMillis(200))
          .atMost(Duration.ofSeconds(Calls.SECONDS))
          .until(() -> slow.abandoned.get() == 0);
      storing.complete(null);
      await().until(() -> slow.abandoned.get() == 1);
      assertThat(slow.finished).hasValue(0);
    }
    assertThat(slow.abandoned).hasValue(1);
  }

  @Test
  void aFailedEndIsAbandoned() throws Exception {
    Slow slow = new Slow();
    slow.end = () -> CompletableFuture.failedFuture(new InvalidRequest("header", "is missing"));
    try (ToyServer server = serve(slow)) {
      Stream stream = new Stream(server);
      stream.call.halfClose();
      assertThat(stream.closed().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      await().until(() -> slow.abandoned.get() == 1);
    }
  }

  @Test
  void everyStreamHasAnIngestOfItsOwn() throws Exception {
    try (ToyServer server = new ToyServer.Builder(folder).ingest(ToyServer.Counting::new).start()) {
      for (int i = 1; i <= 3; i++) {
        Stream stream = new Stream(server);
        for (int j = 0; j < i; j++) {
          stream.send("m");
        }
        stream.call.halfClose();
        assertThat(stream.closed().isOk()).isTrue();
        assertThat(stream.answer.get().getValue()).isEqualTo(i);
      }
    }
  }
}
