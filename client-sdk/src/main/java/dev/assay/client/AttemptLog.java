package dev.assay.client;

import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * Remembers how the attempts of one call ended. When the deadline passes between two attempts, gRPC
 * says no more than that; the failure that was being retried says what is wrong.
 */
final class AttemptLog extends ClientStreamTracer.Factory {
  private volatile @Nullable StatusRuntimeException lastMeaningful;

  @Override
  public ClientStreamTracer newClientStreamTracer(
      ClientStreamTracer.StreamInfo info, Metadata headers) {
    return new Attempt();
  }

  /** Turns the end of the call into the exception that says most about it. */
  AssayException failure(StatusRuntimeException end) {
    AssayException last = FailureReader.read(end);
    StatusRuntimeException meaningful = lastMeaningful;
    boolean bare = last.code() == Status.Code.DEADLINE_EXCEEDED && last.reasonName().isEmpty();
    if (!bare || meaningful == null) {
      return last;
    }
    AssayException failure = FailureReader.read(meaningful);
    failure.addSuppressed(end);
    return failure;
  }

  private final class Attempt extends ClientStreamTracer {
    private volatile @Nullable Metadata trailers;

    @Override
    public void inboundTrailers(Metadata received) {
      trailers = received;
    }

    @Override
    public void streamClosed(Status status) {
      switch (status.getCode()) {
        // The last two are how gRPC itself ends an attempt when the call is over: they say nothing
        // of the server.
        case OK, DEADLINE_EXCEEDED, CANCELLED -> {}
        default -> lastMeaningful = new StatusRuntimeException(status, trailers);
      }
    }
  }
}
