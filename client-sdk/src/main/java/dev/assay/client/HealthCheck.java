package dev.assay.client;

import com.google.protobuf.Int32Value;
import com.google.protobuf.StringValue;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoUtils;

/**
 * Asks the standard {@code grpc.health.v1.Health} service.
 *
 * <p>Its generated classes come with grpc-services, which brings more to the class path than this
 * whole client. Its two messages have one field of number 1 each, a string and an enum, which on
 * the wire are what {@link StringValue} and {@link Int32Value} are: those are used instead.
 */
final class HealthCheck {
  private static final int SERVING = 1;

  private static final MethodDescriptor<StringValue, Int32Value> CHECK =
      MethodDescriptor.<StringValue, Int32Value>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName(
              MethodDescriptor.generateFullMethodName("grpc.health.v1.Health", "Check"))
          .setRequestMarshaller(ProtoUtils.marshaller(StringValue.getDefaultInstance()))
          .setResponseMarshaller(ProtoUtils.marshaller(Int32Value.getDefaultInstance()))
          .setSafe(true)
          .setIdempotent(true)
          .build();

  private HealthCheck() {}

  static boolean isServing(Rpc rpc, String service) {
    try {
      return rpc.call(CHECK, StringValue.of(service)).getValue() == SERVING;
    } catch (UnavailableException | DeadlineExceededException unreachable) {
      // That is the answer to the question.
      return false;
    }
  }
}
