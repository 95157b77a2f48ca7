package dev.assay.labelstudio.schema;

/** A labelling configuration that has no label schema. The message says why and what would do. */
public final class UnmappableConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnmappableConfigException(String message) {
    super(message);
  }
}
