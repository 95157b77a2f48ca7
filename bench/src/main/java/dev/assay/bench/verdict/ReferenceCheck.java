package dev.assay.bench.verdict;

/**
 * One number of another project beside ours.
 *
 * @param source the project
 * @param what the case and what is compared; for several numbers, the one that is furthest off
 * @param reference the number of the source
 * @param ours the same number computed here
 * @param tolerance how far apart they may be
 * @param numbers how many numbers were compared
 */
public record ReferenceCheck(
    String source, String what, double reference, double ours, double tolerance, int numbers) {

  /** Whether the numbers agree. */
  public boolean isKept() {
    return Math.abs(reference - ours) <= tolerance;
  }
}
