package dev.assay.bench.trial;

import java.util.List;

/**
 * What one sample with its labels said.
 *
 * @param estimate the point estimate
 * @param claims intervals of nominal level {@link Experiment#LEVEL} by different methods, the
 *     recommended one first; as many and in the same order for all draws of a trial
 */
public record Outcome(double estimate, List<Claim> claims) {}
