package dev.assay.server.acquisition;

/**
 * Everything but the pool that a wave follows from.
 *
 * @param strategy the name of what scores usefulness
 * @param drawCount items to draw
 * @param explorationShare the part drawn with equal probabilities
 * @param sharpness the power of the utility
 * @param seed of every random number
 */
record WaveParameters(
    String strategy, int drawCount, double explorationShare, double sharpness, long seed) {}
