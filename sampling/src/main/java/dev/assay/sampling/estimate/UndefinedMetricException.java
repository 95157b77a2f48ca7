package dev.assay.sampling.estimate;

/** A metric's denominator is 0 in the labels: there is nothing that it could be a share of. */
public final class UndefinedMetricException extends EstimationException {
  public UndefinedMetricException(String metric) {
    super(
        metric
            + " is undefined: its denominator is estimated as 0; label items of the class that it"
            + " is about");
  }
}
