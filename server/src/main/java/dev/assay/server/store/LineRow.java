package dev.assay.server.store;

import org.jspecify.annotations.Nullable;

/**
 * The balance of one budget line; see the table's columns.
 *
 * @param periodDay the period's first day, in days since 1970; 0 where the line has no period
 * @param annotatorId empty for everybody together
 * @param ceilingMicros null where the line has no cap of money
 * @param labelCeiling null where the line has no cap of labels
 */
public record LineRow(
    long projectId,
    String line,
    int periodDay,
    String annotatorId,
    @Nullable Long ceilingMicros,
    @Nullable Long labelCeiling,
    Spending spent) {}
