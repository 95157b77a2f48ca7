package dev.assay.sampling.evaluate;

/**
 * What a round drew.
 *
 * @param units each once, in a random order: any prefix is a uniform random part of them
 * @param inclusionProbabilities of all units of the frame, in (0, 1]: that of being drawn at all
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: frames have millions of units
public record RoundDraw(int[] units, double[] inclusionProbabilities) {}
