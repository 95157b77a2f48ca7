package dev.assay.sampling.estimate;

/** The rounds' counts contradict each other or the labels. */
public final class InconsistentRoundsException extends EstimationException {
  private final int round;

  public InconsistentRoundsException(int round, String problem) {
    super("round " + round + ": " + problem);
    this.round = round;
  }

  /** The 0-based round at fault. */
  public int round() {
    return round;
  }
}
