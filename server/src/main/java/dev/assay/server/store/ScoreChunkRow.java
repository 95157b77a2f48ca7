package dev.assay.server.store;

import org.jspecify.annotations.Nullable;

/**
 * Rows of scores as columns: N ordinals, N * K probabilities, N * M * K of an ensemble, N of each
 * other column.
 */
public record ScoreChunkRow(
    int[] ordinals,
    float[] probabilities,
    float @Nullable [] ensembleProbabilities,
    float @Nullable [] gradientNorms,
    float @Nullable [] uncertainties) {}
