package dev.assay.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.assay.v1.ErrorReason;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a failed call says of itself: the status and the {@code google.rpc} details in its
 * trailers.
 */
final class FailureReader {
  private static final String DOMAIN = "assay.dev";
  private static final String REASON_PREFIX = "ERROR_REASON_";

  private FailureReader() {}

  static AssayException read(StatusRuntimeException cause) {
    Failure failure = facts(cause);
    return switch (cause.getStatus().getCode()) {
      case INVALID_ARGUMENT -> new InvalidRequestException(failure);
      case NOT_FOUND -> new NotFoundException(failure);
      case ALREADY_EXISTS -> new AlreadyExistsException(failure);
      case FAILED_PRECONDITION -> new FailedPreconditionException(failure);
      case ABORTED -> new ConflictException(failure);
      case UNAVAILABLE -> new UnavailableException(failure);
      case DEADLINE_EXCEEDED -> new DeadlineExceededException(failure);
      default -> new AssayException(failure);
    };
  }

  static CallInterruptedException interrupted(InterruptedException interruption) {
    StatusRuntimeException cause =
        Status.CANCELLED
            .withDescription("the calling thread was interrupted")
            .withCause(interruption)
            .asRuntimeException();
    return new CallInterruptedException(facts(cause));
  }

  private static Failure facts(StatusRuntimeException cause) {
    List<Any> details = details(cause);
    Optional<ErrorInfo> info =
        detail(details, ErrorInfo.class).filter(found -> found.getDomain().equals(DOMAIN));
    String reasonName = info.map(ErrorInfo::getReason).orElse("");
    List<FieldViolation> violations =
        detail(details, BadRequest.class).stream()
            .flatMap(request -> request.getFieldViolationsList().stream())
            .map(violation -> new FieldViolation(violation.getField(), violation.getDescription()))
            .toList();
    Optional<Duration> retryDelay =
        detail(details, RetryInfo.class).map(retry -> ProtoTime.toDuration(retry.getRetryDelay()));
    Map<String, String> metadata =
        info.map(found -> Map.copyOf(found.getMetadataMap())).orElse(Map.of());
    return new Failure(
        message(cause.getStatus(), reasonName),
        cause,
        reason(reasonName),
        reasonName,
        metadata,
        violations,
        retryDelay);
  }

  private static List<Any> details(StatusRuntimeException cause) {
    Metadata trailers = cause.getTrailers();
    if (trailers == null) {
      return List.of();
    }
    com.google.rpc.@Nullable Status found =
        StatusProto.fromStatusAndTrailers(cause.getStatus(), trailers);
    return found == null ? List.of() : found.getDetailsList();
  }

  private static <T extends Message> Optional<T> detail(List<Any> details, Class<T> type) {
    for (Any detail : details) {
      if (detail.is(type)) {
        try {
          return Optional.of(detail.unpack(type));
        } catch (InvalidProtocolBufferException malformed) {
          // The failure itself matters more than a detail that cannot be read; the trailers keep it
          // as it came.
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static ErrorReason reason(String name) {
    if (name.isEmpty()) {
      return ErrorReason.ERROR_REASON_UNSPECIFIED;
    }
    var value = ErrorReason.getDescriptor().findValueByName(REASON_PREFIX + name);
    return value == null ? ErrorReason.ERROR_REASON_UNSPECIFIED : ErrorReason.valueOf(value);
  }

  private static String message(Status status, String reasonName) {
    String head = status.getCode() + (reasonName.isEmpty() ? "" : " (" + reasonName + ")");
    String description = status.getDescription();
    if (description == null && status.getCause() != null) {
      description = status.getCause().toString();
    }
    return description == null ? head : head + ": " + description;
  }
}
