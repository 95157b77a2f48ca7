package dev.assay.client;

/**
 * The request is malformed: status {@code INVALID_ARGUMENT}. {@link #fieldViolations()} names each
 * offending field.
 */
public final class InvalidRequestException extends AssayException {
  InvalidRequestException(Failure failure) {
    super(failure);
  }
}
