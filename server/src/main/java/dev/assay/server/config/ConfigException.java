package dev.assay.server.config;

/** A setting cannot be taken. The message says which, where it came from and what would be. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }
}
