package dev.assay.bench.data;

/** Data that a measurement needs are not there, or not as expected. One line; says the remedy. */
public final class DataMissingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * With a reason.
   *
   * @param message one line
   */
  public DataMissingException(String message) {
    super(message);
  }
}
