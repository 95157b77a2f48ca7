package dev.assay.sampling.estimate;

/** Inclusion probabilities so small that their inverse, or a sum of inverses, is not a number. */
public final class WeightOverflowException extends EstimationException {
  public WeightOverflowException(String what) {
    super(
        what
            + " overflows; draw with a floor under the inclusion probabilities, or leave out the"
            + " labels whose probability is all but 0");
  }
}
