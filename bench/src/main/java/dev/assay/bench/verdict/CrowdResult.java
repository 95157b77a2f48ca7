package dev.assay.bench.verdict;

/**
 * What one method made of one crowd.
 *
 * @param set name of the data set
 * @param method name of the method asked for
 * @param used name of the method that was used; another one where the method asked for chooses
 * @param error share of the known truths missed, ties decided by the tie rule
 * @param errorWithTiesShared the same, a tie among m counted as 1 - 1/m where the truth is among
 *     them
 * @param ties items on which classes were equally probable
 * @param millis how long the fit took
 * @param meanProbability mean probability of the verdicts on items of known truth
 * @param calibrationError mean distance of probability and share of right verdicts, in ten bins of
 *     equally many verdicts
 * @param logLoss mean of minus the logarithm of the truth's probability, none below 1e-6
 */
public record CrowdResult(
    String set,
    String method,
    String used,
    double error,
    double errorWithTiesShared,
    int ties,
    double millis,
    double meanProbability,
    double calibrationError,
    double logLoss) {}
