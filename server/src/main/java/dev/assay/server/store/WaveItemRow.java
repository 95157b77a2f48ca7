package dev.assay.server.store;

import dev.assay.v1.Slice;

/** One drawn item in its place of the order of serving; see the table's columns. */
public record WaveItemRow(
    long waveNumber,
    int position,
    int ordinal,
    double inclusionProbability,
    Slice slice,
    double sliceDraw,
    double utility,
    int predictedClass,
    double errorProbability,
    boolean judged) {}
