package dev.assay.server.acquisition;

/**
 * What a wave's random numbers and its size are.
 *
 * @param drawCount items to draw
 * @param seed of every random number
 */
record WaveParameters(int drawCount, long seed) {}
