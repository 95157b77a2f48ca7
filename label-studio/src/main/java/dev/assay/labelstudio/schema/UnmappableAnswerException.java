package dev.assay.labelstudio.schema;

/** An annotation that is no answer under the label schema. */
public final class UnmappableAnswerException extends Exception {
  private static final long serialVersionUID = 1L;

  public UnmappableAnswerException(String message) {
    super(message);
  }
}
