package dev.assay.bench.verdict;

/**
 * A measured time beside what was promised and what a peer takes.
 *
 * @param what was measured
 * @param seconds it took
 * @param promisedSeconds at most
 * @param peer what other programs take on two cores, in words
 * @param note memory or iterations, in words
 */
public record SpeedGoal(
    String what, double seconds, double promisedSeconds, String peer, String note) {

  /** Whether the promise is kept. */
  public boolean isKept() {
    return seconds <= promisedSeconds;
  }
}
