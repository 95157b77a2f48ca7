package dev.assay.client;

import dev.assay.v1.ErrorReason;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of a failed call: the facts of an {@link AssayException}. */
record Failure(
    String message,
    StatusRuntimeException cause,
    ErrorReason reason,
    String reasonName,
    Map<String, String> metadata,
    List<FieldViolation> fieldViolations,
    Optional<Duration> retryDelay) {}
