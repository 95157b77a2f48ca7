package dev.assay.server.demo;

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
 * @param adjudicationMicros what that has cost
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
    long adjudicationMicros,
    long chargedMicros) {}
