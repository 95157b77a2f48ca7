package dev.assay.server.store;

/**
 * What one label has cost.
 *
 * @param isCharged it was charged, perhaps nothing; a label that was taken back is, where it has
 *     cost something
 * @param labelingMillis the time that it took, 0 where nobody said
 */
public record LabelCost(int ordinal, long chargedMicros, boolean isCharged, long labelingMillis) {}
