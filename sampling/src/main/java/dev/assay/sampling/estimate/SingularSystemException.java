package dev.assay.sampling.estimate;

/** Auxiliary variables are linearly dependent in the sample, so that no fit is determined. */
public final class SingularSystemException extends EstimationException {
  public SingularSystemException() {
    super(
        "the auxiliary variables are linearly dependent in the sample; drop one of them, or label"
            + " more items");
  }
}
