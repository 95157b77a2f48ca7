package dev.assay.sampling.estimate;

/** A stratum that the population has units in has no label. */
public final class EmptyStratumException extends EstimationException {
  private final int stratum;

  public EmptyStratumException(int stratum, long unitCount) {
    super(
        "stratum "
            + stratum
            + " has "
            + unitCount
            + " units and no label; label one, or merge the stratum with its nearest");
    this.stratum = stratum;
  }

  /** The 0-based stratum. */
  public int stratum() {
    return stratum;
  }
}
