package dev.assay.app.demo;

/**
 * What came of the project with the careless annotator.
 *
 * @param isSuspended whether gold checks have found the careless annotator out
 * @param goldPassed checks that this annotator passed
 * @param goldCount checks that this annotator answered
 * @param settledItems items with a verdict
 * @param wrongVerdicts of those, the ones whose verdict is not the truth
 * @param majorityWrong of those, the ones that the most frequent answer of all votes bought gets
 *     wrong; ties count by their share
 * @param adjudicated items that the adjudicator has decided
 * @param undecided items that wait for an adjudicator, for the line has no more
 * @param line the budget line that is set aside for adjudication
 * @param chargedMicros what everything has cost
 */
public record QualityResult(
    boolean isSuspended,
    long goldPassed,
    long goldCount,
    long settledItems,
    long wrongVerdicts,
    double majorityWrong,
    long adjudicated,
    long undecided,
    Line line,
    long chargedMicros) {

  /**
   * A budget line at the end.
   *
   * @param ceilingMicros the most that may be charged and held under it
   * @param chargedMicros what is charged under it
   * @param heldMicros what is held under it
   */
  public record Line(long ceilingMicros, long chargedMicros, long heldMicros) {
    /** What is left of it. */
    long leftMicros() {
      return ceilingMicros - chargedMicros - heldMicros;
    }
  }
}
