package dev.assay.client;

/**
 * The deadline passed before the answer came: status {@code DEADLINE_EXCEEDED}. What the call did
 * on the server is unknown; repeating it with the same request id is safe.
 */
public final class DeadlineExceededException extends AssayException {
  DeadlineExceededException(Failure failure) {
    super(failure);
  }
}
