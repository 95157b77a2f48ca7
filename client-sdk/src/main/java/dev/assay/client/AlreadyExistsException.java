package dev.assay.client;

/** What was to be made exists, or was done before: status {@code ALREADY_EXISTS}. */
public final class AlreadyExistsException extends AssayException {
  AlreadyExistsException(Failure failure) {
    super(failure);
  }
}
