package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.VerdictMethod;
import dev.assay.sampling.quality.Verdicts;

/** Chooses among the methods by what the votes themselves say. */
public record AutoMethod() implements VerdictMethod {
  /** The name of the method. */
  public static final String NAME = "auto";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Verdicts fit(Evidence evidence) {
    return OneCoin.DEFAULT.fit(evidence);
  }
}
