package dev.assay.client;

import io.grpc.Attributes;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * Remembers how the attempts of one call ended. When the deadline passes between two attempts, gRPC
 * says no more than that; the failure that was being retried says what is wrong. When it passes
 * while an attempt still waits for a connection, there was nobody to make it to.
 */
final class AttemptLog extends ClientStreamTracer.Factory {
  private volatile @Nullable StatusRuntimeException lastMeaningful;
  private volatile boolean waits;
  private volatile boolean begun;

  /** Says that the call waits for a connection, however long it takes. */
  void waitsForConnection() {
    waits = true;
  }

  @Override
  public ClientStreamTracer newClientStreamTracer(
      ClientStreamTracer.StreamInfo info, Metadata headers) {
    begun = false; // this attempt waits, whatever became of those before
    return new Attempt();
  }

  /** Turns the end of the call into the exception that says most about it. */
  AssayException failure(StatusRuntimeException end) {
    AssayException last = FailureReader.read(end);
    boolean bare = last.code() == Status.Code.DEADLINE_EXCEEDED && last.reasonName().isEmpty();
    StatusRuntimeException meaningful = waits && !begun ? unreachable() : lastMeaningful;
    if (!bare || meaningful == null) {
      return last;
    }
    AssayException failure = FailureReader.read(meaningful);
    failure.addSuppressed(end);
    return failure;
  }

  private static StatusRuntimeException unreachable() {
    return Status.UNAVAILABLE
        .withDescription(
            "the server, which has answered before, could not be reached before the deadline;"
                + " see that it runs, then repeat")
        .asRuntimeException();
  }

  private final class Attempt extends ClientStreamTracer {
    private volatile @Nullable Metadata trailers;

    /** Not before there is a connection. */
    @Override
    public void streamCreated(Attributes transport, Metadata headers) {
      begun = true;
    }

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
