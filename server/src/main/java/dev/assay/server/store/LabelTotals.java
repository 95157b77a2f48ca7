package dev.assay.server.store;

/** Sums over all labels of a project. */
public record LabelTotals(
    long fundedCount, long chargedMicros, long unfundedCount, long labelingMillis) {}
