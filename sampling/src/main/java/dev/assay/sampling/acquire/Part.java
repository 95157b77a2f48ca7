package dev.assay.sampling.acquire;

/**
 * What one strategy adds to the utilities of candidates.
 *
 * @param strategy its name
 * @param weight how much it counts beside others, positive; 1 where it is the only one
 * @param utilities as the strategy gave them, one for each candidate, in [0, 1]
 * @param values the utilities as they are weighed against those of other parts, in [0, 1]
 */
@SuppressWarnings("ArrayRecordComponent") // handed over; parts are not compared
public record Part(String strategy, double weight, double[] utilities, double[] values) {}
