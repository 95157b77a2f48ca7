package dev.assay.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Int64Value;
import com.google.protobuf.StringValue;
import dev.assay.server.request.Export;
import dev.assay.server.request.Ingest;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Callers who begin a call and then do nothing. */
@Isolated // measures time
final class SilentCallersTest {
  private static final String ASK = ToyContract.ASK.getFullMethodName();

  @TempDir private Path folder;

  /**
   * A call that was begun, and how it ended. To its own side it is a stream, whatever it is to the
   * server: of any other call the client sends nothing before the request is whole.
   */
  private static final class Begun<Q, R> {
    final CompletableFuture<StatusRuntimeException> closed = new CompletableFuture<>();
    final BlockingQueue<R> answers = new LinkedBlockingQueue<>();
    final ClientCall<Q, R> call;

    Begun(ToyServer server, MethodDescriptor<Q, R> method) {
      call =
          server
              .channel()
              .newCall(
                  method.toBuilder().setType(MethodDescriptor.MethodType.BIDI_STREAMING).build(),
                  Calls.options());
      call.start(
          new ClientCall.Listener<>() {
            @Override
            public void onMessage(R message) {
              answers.add(message);
            }

            @Override
            public void onClose(Status status, @Nullable Metadata trailers) {
              closed.complete(new StatusRuntimeException(status, trailers));
            }
          },
          new Metadata());
    }

    String reason() throws Exception {
      return Calls.reason(closed.get(Calls.SECONDS, TimeUnit.SECONDS));
    }
  }

  @Test
  void aRequestThatDoesNotComeEndsItsCall() throws Exception {
    try (ToyServer server =
        new ToyServer.Builder(folder).setting("rpc.request-timeout", "300ms").start()) {
      long begin = System.nanoTime();
      Begun<StringValue, StringValue> silent = new Begun<>(server, ToyContract.ASK);
      Begun<StringValue, StringValue> half = new Begun<>(server, ToyContract.ASK);
      half.call.sendMessage(StringValue.of("and no end of it"));
      assertThat(silent.reason()).isEqualTo("CALLER_SILENT");
      assertThat(half.reason()).isEqualTo("CALLER_SILENT");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(290));
      await().until(() -> server.inFlight() == 0);
    }
  }

  @Test
  void aByteOfARequestIsNoRequest() throws Exception {
    try (ToyServer server =
            new ToyServer.Builder(folder).setting("rpc.request-timeout", "3s").start();
        RawConnection connection = new RawConnection(server.port())) {
      connection.greet();
      for (int i = 0; i < 50; i++) {
        connection.call(ASK, (byte) 0);
      }
      await().until(() -> server.inFlight() == 50);
      await().until(() -> server.inFlight() == 0);
    }
  }

  @Test
  void aStreamIsWaitedForLongerAndIsAbandonedWhenItIsEnded() throws Exception {
    AtomicInteger abandoned = new AtomicInteger();
    Ingest<StringValue, Int64Value> ingest =
        new ToyServer.Counting() {
          @Override
          public void abandon() {
            abandoned.incrementAndGet();
          }
        };
    try (ToyServer server =
        new ToyServer.Builder(folder)
            .setting("rpc.request-timeout", "100ms")
            .setting("rpc.stream-timeout", "1s")
            .ingest(() -> ingest)
            .start()) {
      Begun<StringValue, Int64Value> stream = new Begun<>(server, ToyContract.TAKE);
      stream.call.request(1);
      for (int i = 0; i < 3; i++) {
        stream.call.sendMessage(StringValue.of("message"));
        assertThat(stream.closed).isNotDone();
        Thread.onSpinWait();
      }
      await().during(Duration.ofMillis(500)).until(() -> !stream.closed.isDone());
      assertThat(stream.reason()).isEqualTo("CALLER_SILENT");
      await().until(() -> abandoned.get() == 1);
      await().until(() -> server.inFlight() == 0);
    }
  }

  @Test
  void aCallThatIsWorkedOnIsNoSilentOne() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    try (ToyServer server =
        new ToyServer.Builder(folder)
            .setting("rpc.request-timeout", "100ms")
            .setting("rpc.stream-timeout", "100ms")
            .answer(
                question -> {
                  awaitLatch(goOn);
                  return question;
                })
            .start()) {
      Begun<StringValue, StringValue> call = new Begun<>(server, ToyContract.ASK);
      call.call.sendMessage(StringValue.of("q"));
      call.call.halfClose();
      call.call.request(2);
      await().during(Duration.ofMillis(500)).until(() -> !call.closed.isDone());
      goOn.countDown();
      assertThat(call.closed.get(Calls.SECONDS, TimeUnit.SECONDS).getStatus().isOk()).isTrue();
    }
  }

  @Test
  void aReaderWhoDoesNotReadIsDropped() throws Exception {
    Export<Int64Value, StringValue> endless = request -> () -> StringValue.of("x".repeat(100_000));
    try (ToyServer server =
        new ToyServer.Builder(folder)
            .setting("rpc.stream-timeout", "500ms")
            .export(endless)
            .start()) {
      Begun<Int64Value, StringValue> call = new Begun<>(server, ToyContract.SEND);
      call.call.sendMessage(Int64Value.of(1));
      call.call.halfClose();
      call.call.request(1);
      assertThat(call.answers.poll(Calls.SECONDS, TimeUnit.SECONDS)).isNotNull();
      await().until(() -> server.inFlight() == 0);
      await().until(() -> server.bytes().held() == 0);
    }
  }

  @Test
  void whereEveryPlaceIsTakenTheLongestSilentCallGivesUpItsOwn() throws Exception {
    try (ToyServer server = new ToyServer.Builder(folder).setting("rpc.max-calls", "20").start()) {
      List<Begun<StringValue, StringValue>> silent = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Begun<StringValue, StringValue> call = new Begun<>(server, ToyContract.ASK);
        call.call.sendMessage(StringValue.of("without an end"));
        silent.add(call);
      }
      await().untilAsserted(() -> assertThat(server.inFlight()).isEqualTo(20));
      await()
          .ignoreExceptions() // who has been silent for less than a second keeps the place
          .until(
              () ->
                  Calls.call(server.channel(), ToyContract.ASK, StringValue.of("q"))
                      .getValue()
                      .equals("answer to q"));
      await().until(() -> silent.stream().anyMatch(call -> call.closed.isDone()));
      assertThat(
              silent.stream()
                  .filter(call -> call.closed.isDone())
                  .findFirst()
                  .orElseThrow()
                  .reason())
          .isEqualTo("OVERLOADED");
      assertThat(silent.stream().filter(call -> call.closed.isDone()).count()).isLessThan(20);
    }
  }

  @Test
  void anIdleStreamDoesNotHoldADrainUp() throws Exception {
    try (ToyServer server = new ToyServer.Builder(folder).start()) {
      Begun<StringValue, Int64Value> stream = new Begun<>(server, ToyContract.TAKE);
      stream.call.sendMessage(StringValue.of("one"));
      Begun<StringValue, StringValue> call = new Begun<>(server, ToyContract.ASK);
      await().until(() -> server.inFlight() == 2);
      long begin = System.nanoTime();
      assertThat(server.drain(Duration.ofSeconds(30))).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
      assertThat(stream.reason()).isEqualTo("SHUTTING_DOWN");
      assertThat(call.reason()).isEqualTo("SHUTTING_DOWN");
    }
  }

  @Test
  void largeRequestsBeyondTheBudgetAreRefusedAndSmallOnesAreNot() throws Exception {
    BlockingQueue<CompletableFuture<Void>> stored = new LinkedBlockingQueue<>();
    try (ToyServer server =
        new ToyServer.Builder(folder)
            .setting("rpc.max-bytes-percent", "1")
            .setting("rpc.max-message-bytes", "1073741824")
            .ingest(
                () ->
                    new ToyServer.Counting() {
                      @Override
                      public CompletableFuture<Void> accept(StringValue message) {
                        CompletableFuture<Void> future = new CompletableFuture<>();
                        stored.add(future);
                        return future;
                      }
                    })
            .start()) {
      String large = "x".repeat((int) (server.bytes().limit() / 2) + 1);
      List<Begun<StringValue, Int64Value>> streams = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Begun<StringValue, Int64Value> stream = new Begun<>(server, ToyContract.TAKE);
        stream.call.request(1);
        stream.call.sendMessage(StringValue.of(large));
        stream.call.halfClose();
        streams.add(stream);
      }
      await().until(() -> streams.stream().filter(stream -> stream.closed.isDone()).count() >= 1);
      Begun<StringValue, Int64Value> refused =
          streams.stream().filter(stream -> stream.closed.isDone()).findFirst().orElseThrow();
      assertThat(refused.reason()).isEqualTo("OVERLOADED");
      assertThat(Calls.call(server.channel(), ToyContract.ASK, StringValue.of("q")).getValue())
          .isEqualTo("answer to q");
      await()
          .until(
              () -> {
                CompletableFuture<Void> next = stored.poll();
                while (next != null) {
                  next.complete(null);
                  next = stored.poll();
                }
                return server.bytes().held() == 0;
              });
    }
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      if (!latch.await(Calls.SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody said go on");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
