package dev.assay.sampling.estimate;

/** A value is outside its documented range, or two columns do not go together. */
public final class InvalidInputException extends EstimationException {
  private final String field;

  public InvalidInputException(String field, String problem) {
    super(field + " " + problem);
    this.field = field;
  }

  /** The name of the parameter at fault, with the index where it is an array. */
  public String field() {
    return field;
  }
}
