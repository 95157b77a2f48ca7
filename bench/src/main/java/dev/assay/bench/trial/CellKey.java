package dev.assay.bench.trial;

/**
 * What a row of results is about.
 *
 * @param metric that is estimated
 * @param score that sizes were made of
 * @param size the number of labels
 * @param design the method's design
 * @param estimator the method's estimator
 */
public record CellKey(String metric, String score, int size, String design, String estimator) {}
