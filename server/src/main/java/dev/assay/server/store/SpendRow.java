package dev.assay.server.store;

import dev.assay.v1.Slice;

/**
 * What labels of one slice and annotator have cost on one day; also an addition to it.
 *
 * @param budgetDay days since 1970 in the plan's time zone: the day of the holds
 * @param labelingMillis the time that they took, those that wait for budget included
 */
public record SpendRow(
    long projectId,
    int budgetDay,
    Slice slice,
    String annotatorId,
    long chargedMicros,
    long fundedLabelCount,
    long labelingMillis) {}
