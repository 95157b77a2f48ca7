package dev.assay.server.rpc;

import dev.assay.server.failure.ShuttingDown;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/** Lets calls in until it is closed; those that are in go on. Health is always answered. */
final class DrainGate implements ServerInterceptor {
  /** When a client may try again, perhaps at another server. */
  static final long RETRY_MILLIS = 1000;

  private volatile boolean closed;

  void close() {
    closed = true;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (closed && !Infrastructure.isHealth(call.getMethodDescriptor())) {
      return Refusal.of(call, new ShuttingDown(RETRY_MILLIS));
    }
    return next.startCall(call, headers);
  }
}
