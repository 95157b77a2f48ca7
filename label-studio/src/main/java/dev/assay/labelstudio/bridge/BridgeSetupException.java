package dev.assay.labelstudio.bridge;

/** The two projects cannot be linked as asked. The message says what would help. */
public final class BridgeSetupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BridgeSetupException(String message) {
    super(message);
  }
}
