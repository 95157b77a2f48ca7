package dev.assay.server.rpc;

import dev.assay.server.failure.Failure;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.StatusRuntimeException;

/** Ends a call before its handler has seen it. */
final class Refusal {
  private Refusal() {}

  /** Closes the call with the failure's status and listens to nothing. */
  static <Q> ServerCall.Listener<Q> of(ServerCall<Q, ?> call, Failure failure) {
    close(call, failure);
    return new ServerCall.Listener<>() {};
  }

  static void close(ServerCall<?, ?> call, Failure failure) {
    StatusRuntimeException status =
        StatusMapper.toStatus(call.getMethodDescriptor().getFullMethodName(), failure);
    Metadata trailers = status.getTrailers();
    call.close(status.getStatus(), trailers == null ? new Metadata() : trailers);
  }
}
