package dev.assay.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Int64Value;
import com.google.protobuf.StringValue;
import dev.assay.server.failure.ItemNotFound;
import dev.assay.server.request.Export;
import dev.assay.server.request.Violations;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExportCallsTest {
  private static final String PART = "x".repeat(100_000);

  @TempDir private Path folder;

  /** Gives as many parts as the request says, and counts. */
  private static final class Parts implements Export<Int64Value, StringValue> {
    final AtomicInteger given = new AtomicInteger();
    volatile int failAt = Integer.MAX_VALUE;

    @Override
    public void validate(Int64Value request, Violations violations) {
      violations.require(request.getValue() >= 0, "value", "must not be negative");
    }

    @Override
    public Cursor<StringValue> open(Int64Value request) {
      if (request.getValue() == 404) {
        throw new ItemNotFound("none");
      }
      AtomicInteger left = new AtomicInteger((int) request.getValue());
      return () -> {
        if (left.getAndDecrement() <= 0) {
          return null;
        }
        if (given.incrementAndGet() == failAt) {
          throw new IllegalStateException("the store broke");
        }
        return StringValue.of(PART);
      };
    }
  }

  private static List<StringValue> readAll(ToyServer server, long count) {
    List<StringValue> parts = new ArrayList<>();
    ClientCalls.blockingServerStreamingCall(
            server.channel(), ToyContract.SEND, Calls.options(), Int64Value.of(count))
        .forEachRemaining(parts::add);
    return parts;
  }

  private ToyServer serve(Parts parts) throws Exception {
    return new ToyServer.Builder(folder).export(parts).start();
  }

  @Test
  void everyPartArrivesOnceAndTheEndAfterThem() throws Exception {
    try (ToyServer server = serve(new Parts())) {
      assertThat(readAll(server, 0)).isEmpty();
      assertThat(readAll(server, 1)).hasSize(1);
      assertThat(readAll(server, 200)).hasSize(200).allMatch(part -> part.getValue().equals(PART));
    }
  }

  @Test
  void aReaderThatDoesNotReadHoldsTheServerBack() throws Exception {
    Parts parts = new Parts();
    try (ToyServer server = serve(parts)) {
      BlockingQueue<StringValue> read = new LinkedBlockingQueue<>();
      CompletableFuture<Status> closed = new CompletableFuture<>();
      ClientCall<Int64Value, StringValue> call =
          server.channel().newCall(ToyContract.SEND, Calls.options());
      call.start(
          new ClientCall.Listener<>() {
            @Override
            public void onMessage(StringValue message) {
              read.add(message);
            }

            @Override
            public void onClose(Status status, Metadata trailers) {
              closed.complete(status);
            }
          },
          new Metadata());
      call.sendMessage(Int64Value.of(500));
      call.halfClose();
      call.request(1);
      assertThat(read.poll(Calls.SECONDS, TimeUnit.SECONDS)).isNotNull();
      // 50 MB are there to be sent; windows and buffers hold a few of them.
      await()
          .during(Duration.ofMillis(300))
          .atMost(Duration.ofSeconds(Calls.SECONDS))
          .until(() -> parts.given.get() < 100);
      call.request(499);
      assertThat(closed.get(Calls.SECONDS, TimeUnit.SECONDS).isOk()).isTrue();
      assertThat(parts.given).hasValue(500);
      assertThat(read).hasSize(499);
    }
  }

  @Test
  void aReaderThatGoesAwayEndsTheWork() throws Exception {
    Parts parts = new Parts();
    try (ToyServer server =
        new ToyServer.Builder(folder).setting("rpc.query-threads", "1").export(parts).start()) {
      ClientCall<Int64Value, StringValue> call =
          server.channel().newCall(ToyContract.SEND, Calls.options());
      call.start(new ClientCall.Listener<>() {}, new Metadata());
      call.sendMessage(Int64Value.of(Integer.MAX_VALUE));
      call.halfClose();
      call.request(1);
      await().until(() -> parts.given.get() > 0);
      call.cancel("enough", null);
      await().until(() -> server.inFlight() == 0);
      int given = parts.given.get();
      assertThat(readAll(server, 1)).hasSize(1); // the only query thread is free again
      assertThat(parts.given).hasValue(given + 1);
    }
  }

  @Test
  void aRequestThatCannotBeTakenAndAStreamThatCannotBeOpenedAreRefused() throws Exception {
    try (ToyServer server = serve(new Parts())) {
      assertThatThrownBy(() -> readAll(server, -1))
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT));
      assertThatThrownBy(() -> readAll(server, 404))
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              e -> assertThat(Calls.reason(e)).isEqualTo("ITEM_NOT_FOUND"));
    }
  }

  @Test
  void aFaultInTheMiddleEndsTheStreamWithAnIncident() throws Exception {
    Parts parts = new Parts();
    parts.failAt = 3;
    try (ToyServer server = serve(parts)) {
      assertThatThrownBy(() -> readAll(server, 10))
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              e -> assertThat(Calls.reason(e)).isEqualTo("INTERNAL_FAULT"))
          .hasMessageNotContaining("the store broke");
      assertThat(parts.given).hasValue(3);
    }
  }
}
