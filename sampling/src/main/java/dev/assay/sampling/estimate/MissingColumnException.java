package dev.assay.sampling.estimate;

/** An estimator needs a column that the sample does not have. */
public final class MissingColumnException extends EstimationException {
  private final String column;

  public MissingColumnException(String estimator, String column, String remedy) {
    super(estimator + " needs the " + column + " of every label; " + remedy);
    this.column = column;
  }

  /** The column that is missing. */
  public String column() {
    return column;
  }
}
