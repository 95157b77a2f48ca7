package dev.assay.labelstudio.state;

/** The state file cannot be read or written. */
public final class StateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StateException(Throwable cause) {
    super("the bridge's state file cannot be used: " + cause.getMessage(), cause);
  }

  public StateException(String message) {
    super(message);
  }
}
