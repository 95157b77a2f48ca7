package dev.assay.reliability.fuzz;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls whose messages are any bytes. */
final class RawCalls implements AutoCloseable {
  private static final long DEADLINE_SECONDS = 20;
  private static final int MAX_ANSWERS = 1_000;

  private static final Marshaller<ByteString> BYTES =
      new Marshaller<>() {
        @Override
        public InputStream stream(ByteString value) {
          return value.newInput();
        }

        @Override
        public ByteString parse(InputStream stream) {
          try {
            return ByteString.readFrom(stream);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };

  private final ManagedChannel channel;

  RawCalls(int port) {
    this.channel =
        Grpc.newChannelBuilder("127.0.0.1:" + port, InsecureChannelCredentials.create()).build();
  }

  /** Sends the messages, ends the stream and waits for the end of the call. */
  RawOutcome send(MethodDescriptor<?, ?> method, List<ByteString> messages) {
    ClientCall<ByteString, ByteString> call =
        channel.newCall(
            method.toBuilder(BYTES, BYTES).build(),
            CallOptions.DEFAULT.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS));
    CompletableFuture<RawOutcome> outcome = new CompletableFuture<>();
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onClose(Status status, Metadata trailers) {
            outcome.complete(RawOutcome.of(status, trailers));
          }
        },
        new Metadata());
    call.request(MAX_ANSWERS);
    messages.forEach(call::sendMessage);
    call.halfClose();
    try {
      return outcome.get(2 * DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("a call never ended", e);
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
