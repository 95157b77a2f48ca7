package dev.assay.client;

/**
 * The calling thread was interrupted while it waited. The call was cancelled, what it did on the
 * server is unknown, and the thread's interrupt status is set again. Repeating it with the same
 * request id is safe.
 */
public final class CallInterruptedException extends AssayException {
  CallInterruptedException(Failure failure) {
    super(failure);
  }
}
