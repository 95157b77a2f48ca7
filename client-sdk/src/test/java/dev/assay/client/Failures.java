package dev.assay.client;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** Failures as a server sends them. */
final class Failures {
  private Failures() {}

  static StatusRuntimeException of(Code code, String reason) {
    return StatusProto.toStatusRuntimeException(status(code, "it failed", reason).build());
  }

  static StatusRuntimeException overloaded(String message) {
    return StatusProto.toStatusRuntimeException(
        status(Code.UNAVAILABLE, message, "OVERLOADED")
            .addDetails(
                Any.pack(
                    RetryInfo.newBuilder()
                        .setRetryDelay(Duration.newBuilder().setNanos(250_000_000))
                        .build()))
            .build());
  }

  static StatusRuntimeException invalid(String field, String description) {
    return StatusProto.toStatusRuntimeException(
        status(Code.INVALID_ARGUMENT, "1 field is invalid", "INVALID_FIELD")
            .addDetails(
                Any.pack(
                    BadRequest.newBuilder()
                        .addFieldViolations(
                            BadRequest.FieldViolation.newBuilder()
                                .setField(field)
                                .setDescription(description))
                        .build()))
            .build());
  }

  static Status.Builder status(Code code, String message, String reason) {
    ErrorInfo info =
        ErrorInfo.newBuilder()
            .setDomain("assay.dev")
            .setReason(reason)
            .putMetadata("project", "projects/digits")
            .build();
    return Status.newBuilder()
        .setCode(code.getNumber())
        .setMessage(message)
        .addDetails(Any.pack(info));
  }
}
