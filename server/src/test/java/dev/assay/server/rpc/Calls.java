package dev.assay.server.rpc;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import java.util.concurrent.TimeUnit;

/** Calls with a deadline that no test should come to, and what their failures say. */
final class Calls {
  static final long SECONDS = 30;

  private Calls() {}

  static CallOptions options() {
    return CallOptions.DEFAULT.withDeadlineAfter(SECONDS, TimeUnit.SECONDS);
  }

  static <Q extends Message, R extends Message> R call(
      Channel channel, MethodDescriptor<Q, R> method, Q request) {
    return ClientCalls.blockingUnaryCall(channel, method, options(), request);
  }

  /** The reason of the failure's ErrorInfo, or "". */
  static String reason(Throwable thrown) {
    return detail(thrown, ErrorInfo.class, ErrorInfo.getDefaultInstance()).getReason();
  }

  static ErrorInfo info(Throwable thrown) {
    return detail(thrown, ErrorInfo.class, ErrorInfo.getDefaultInstance());
  }

  static RetryInfo retry(Throwable thrown) {
    return detail(thrown, RetryInfo.class, RetryInfo.getDefaultInstance());
  }

  private static <D extends Message> D detail(Throwable thrown, Class<D> type, D none) {
    com.google.rpc.Status status =
        thrown instanceof StatusRuntimeException failure
            ? StatusProto.fromThrowable(failure)
            : null;
    if (status == null) {
      return none;
    }
    try {
      for (Any any : status.getDetailsList()) {
        if (any.is(type)) {
          return any.unpack(type);
        }
      }
      return none;
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }
}
