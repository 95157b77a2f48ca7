package dev.assay.sampling.estimate;

/** There is no label yet that the estimate could rest on. */
public final class NoLabelException extends EstimationException {
  public NoLabelException() {
    super("no label yet; label at least one drawn item before asking for an estimate");
  }
}
