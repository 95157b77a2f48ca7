package dev.assay.server.store;

/**
 * A row was refused by the schema: a key given twice, a value out of its range. A fault of the
 * caller, which was to look before it wrote; the statement had no effect.
 */
public final class ConstraintViolated extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConstraintViolated(Throwable cause) {
    super("the schema refuses the row", cause);
  }
}
