package dev.assay.server.store;

/**
 * Sums over all labels of a project.
 *
 * @param fundedCount those that count as votes
 * @param withdrawnCount those that were taken back, charged or not
 * @param unfundedCount those that wait for budget
 */
public record LabelTotals(
    long fundedCount, long withdrawnCount, long unfundedCount, long chargedMicros) {}
