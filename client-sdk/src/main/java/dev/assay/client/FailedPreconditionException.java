package dev.assay.client;

/**
 * The state of the project does not allow the call: status {@code FAILED_PRECONDITION}. Repeating
 * it changes nothing.
 */
public final class FailedPreconditionException extends AssayException {
  FailedPreconditionException(Failure failure) {
    super(failure);
  }
}
