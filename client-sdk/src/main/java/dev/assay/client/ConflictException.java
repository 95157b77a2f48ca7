package dev.assay.client;

/**
 * Somebody changed the resource since it was read: status {@code ABORTED}. Read it again and decide
 * anew.
 */
public final class ConflictException extends AssayException {
  ConflictException(Failure failure) {
    super(failure);
  }
}
