package dev.assay.reliability.fuzz;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended.
 *
 * @param status its status
 * @param reason the reason of its ErrorInfo; empty without one
 */
record RawOutcome(Status status, String reason) {
  /** A server that is alive says nothing else, whatever it is sent. */
  private static final Set<Status.Code> GOOD =
      Set.of(
          Status.Code.OK,
          Status.Code.INVALID_ARGUMENT,
          Status.Code.NOT_FOUND,
          Status.Code.ALREADY_EXISTS,
          Status.Code.FAILED_PRECONDITION,
          Status.Code.PERMISSION_DENIED,
          Status.Code.RESOURCE_EXHAUSTED,
          Status.Code.ABORTED,
          Status.Code.OUT_OF_RANGE);

  static RawOutcome of(Status status, Metadata trailers) {
    com.google.rpc.Status details = StatusProto.fromStatusAndTrailers(status, trailers);
    String reason = "";
    if (details != null) {
      try {
        for (Any detail : details.getDetailsList()) {
          if (detail.is(ErrorInfo.class)) {
            reason = detail.unpack(ErrorInfo.class).getReason();
          }
        }
      } catch (InvalidProtocolBufferException e) {
        reason = "";
      }
    }
    return new RawOutcome(status, reason);
  }

  /** What is wrong with it, or null. */
  @Nullable String fault() {
    if (!GOOD.contains(status.getCode())) {
      return "answered " + status;
    }
    if (!status.isOk() && reason.isEmpty()) {
      return "refused without a reason: " + status;
    }
    return null;
  }
}
