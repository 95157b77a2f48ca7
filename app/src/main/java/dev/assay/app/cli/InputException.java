package dev.assay.app.cli;

/** What the user gave cannot be used. The message is one line and says what would be. */
final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InputException(String message) {
    super(message);
  }
}
