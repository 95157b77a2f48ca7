package dev.assay.client;

import dev.assay.v1.ErrorReason;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call that failed, with everything that the server said about it. Subclasses exist for the
 * failures that callers treat differently; {@link #reason()} tells the rest apart.
 *
 * <pre>{@code
 * try {
 *   client.projects().createProject(project, Micros.of("500"));
 * } catch (AlreadyExistsException e) {
 *   if (e.reason() != ErrorReason.ERROR_REASON_PROJECT_EXISTS) {
 *     throw e;
 *   }
 * }
 * }</pre>
 *
 * <p>The cause is the original {@link io.grpc.StatusRuntimeException}, with its trailers. Where
 * retries ended because the deadline passed, the exception is that of the last attempt that said
 * what was wrong, and the passing of the deadline is kept as {@linkplain #getSuppressed()
 * suppressed}.
 */
public sealed class AssayException extends RuntimeException
    permits AlreadyExistsException,
        CallInterruptedException,
        ConflictException,
        DeadlineExceededException,
        FailedPreconditionException,
        InvalidRequestException,
        NotFoundException,
        UnavailableException {
  private final Failure failure;

  AssayException(Failure failure) {
    super(failure.message(), failure.cause());
    this.failure = failure;
  }

  /**
   * Returns the stable reason; {@code ERROR_REASON_UNSPECIFIED} when it did not come from Assay or
   * is newer than us.
   */
  public final ErrorReason reason() {
    return failure.reason();
  }

  /**
   * Returns the reason as the server wrote it, for example {@code PROJECT_NOT_FOUND}; empty when it
   * gave none.
   */
  public final String reasonName() {
    return failure.reasonName();
  }

  /** Returns the gRPC status code. */
  public final Status.Code code() {
    return failure.cause().getStatus().getCode();
  }

  /**
   * Returns the facts of the failure by name, as documented with its reason; empty when there are
   * none.
   */
  public final Map<String, String> metadata() {
    return failure.metadata();
  }

  /** Returns the offending fields of the request; empty unless the request was invalid. */
  public final List<FieldViolation> fieldViolations() {
    return failure.fieldViolations();
  }

  /** Returns how long to wait before trying again; empty when the server gave no advice. */
  public final Optional<Duration> retryDelay() {
    return failure.retryDelay();
  }
}
