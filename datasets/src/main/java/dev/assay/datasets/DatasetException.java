package dev.assay.datasets;

/** Data that cannot be used. The message is one line and says what would be accepted. */
public final class DatasetException extends RuntimeException {
  /**
   * With a reason.
   *
   * @param message one line
   */
  public DatasetException(String message) {
    super(message);
  }
}
