package dev.assay.client;

/** What the request names does not exist: status {@code NOT_FOUND}. */
public final class NotFoundException extends AssayException {
  NotFoundException(Failure failure) {
    super(failure);
  }
}
