package dev.assay.server.rpc;

import dev.assay.server.failure.InvalidRequest;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/**
 * Answers bytes that are no message of the request's type with INVALID_ARGUMENT. gRPC itself would
 * answer UNKNOWN, because it parses before any interceptor is asked; here the bytes are handed
 * through as they are and parsed inside.
 */
final class MalformedMessages implements ServerInterceptor {
  private MalformedMessages() {}

  static ServerServiceDefinition refused(ServerServiceDefinition service) {
    return ServerInterceptors.intercept(
        ServerInterceptors.useInputStreamMessages(service), new MalformedMessages());
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      private boolean refused;

      @Override
      public void onMessage(Q message) {
        try {
          super.onMessage(message);
        } catch (StatusRuntimeException e) {
          if (e.getStatus().getCode() != Status.Code.INTERNAL) {
            throw e;
          }
          refused = true;
          Refusal.close(
              call,
              new InvalidRequest(
                  "request",
                  "is not a message of "
                      + call.getMethodDescriptor().getFullMethodName()
                      + " in the protocol buffers encoding"));
        }
      }

      @Override
      public void onHalfClose() {
        if (!refused) {
          super.onHalfClose();
        }
      }
    };
  }
}
