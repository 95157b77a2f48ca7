package dev.assay.client;

/**
 * The server could not be reached, is overloaded or is shutting down: status {@code UNAVAILABLE}.
 * It stayed so over all attempts of the retry policy.
 */
public final class UnavailableException extends AssayException {
  UnavailableException(Failure failure) {
    super(failure);
  }
}
