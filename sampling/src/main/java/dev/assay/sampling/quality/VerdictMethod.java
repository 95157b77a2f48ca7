package dev.assay.sampling.quality;

/** A way to make verdicts of votes. Implementations are immutable and hold no state of a fit. */
public interface VerdictMethod {
  /** The name by which it is asked for, such as {@code dawid-skene}. */
  String name();

  /**
   * The verdicts on all items. Equal evidence gives equal verdicts, bit for bit, on every machine
   * and with any number of threads.
   */
  Verdicts fit(Evidence evidence);
}
