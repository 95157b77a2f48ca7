package dev.assay.client;

import com.google.protobuf.Descriptors;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes a retry policy as a gRPC service config. Which methods it covers is read from the contract
 * itself: those whose request, or the header of whose stream, has a request id, and those that only
 * read. A method of neither kind is never repeated, and no list has to be kept.
 */
final class RetryServiceConfig {
  /**
   * A client stops repeating when half of so many more calls fail than succeed. It is gRPC's
   * greatest number: a restart makes every call in flight fail at once, which is no reason to give
   * up.
   */
  private static final double THROTTLE_MAX_TOKENS = 1000;

  /** A call that succeeds gives back what a failure costs. */
  private static final double THROTTLE_TOKEN_RATIO = 1;

  private static final Pattern READING =
      Pattern.compile(
          "(Advance|Build|Get|List|Export|Estimate|Compare|Explain|Replay|Verify)[A-Z].*");

  /**
   * CANCELLED is how a server that ends at once breaks its calls off. gRPC repeats no call that the
   * caller himself has cancelled.
   */
  private static final List<String> REPEATED = List.of("UNAVAILABLE", "CANCELLED");

  private RetryServiceConfig() {}

  static Map<String, ?> of(RetryPolicy policy, List<ServiceDescriptor> services) {
    List<Map<String, ?>> names = new ArrayList<>();
    for (ServiceDescriptor service : services) {
      for (MethodDescriptor<?, ?> method : service.getMethods()) {
        if (isSafeToRepeat(method)) {
          names.add(Map.of("service", service.getName(), "method", method.getBareMethodName()));
        }
      }
    }
    Map<String, ?> retryPolicy =
        Map.of(
            "maxAttempts", (double) policy.maxAttempts(),
            "initialBackoff", seconds(policy.initialBackoff()),
            "maxBackoff", seconds(policy.maxBackoff()),
            "backoffMultiplier", policy.multiplier(),
            "retryableStatusCodes", REPEATED);
    return Map.of(
        "methodConfig", List.of(Map.of("name", names, "retryPolicy", retryPolicy)),
        "retryThrottling",
            Map.of("maxTokens", THROTTLE_MAX_TOKENS, "tokenRatio", THROTTLE_TOKEN_RATIO));
  }

  static boolean isSafeToRepeat(MethodDescriptor<?, ?> method) {
    String name = method.getBareMethodName();
    if (name == null
        || !(method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema)) {
      return false;
    }
    Descriptors.Descriptor request = schema.getMethodDescriptor().getInputType();
    Descriptors.FieldDescriptor header = request.findFieldByName("header");
    return READING.matcher(name).matches()
        || request.findFieldByName(RequestIds.FIELD) != null
        || (header != null && header.getMessageType().findFieldByName(RequestIds.FIELD) != null);
  }

  private static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toNanos(), 9).toPlainString() + "s";
  }
}
