package dev.assay.server.bench.trial;

import dev.assay.sampling.estimate.Interval;
import java.util.List;

/**
 * What one sample with its labels said.
 *
 * @param estimate the point estimate
 * @param intervals of nominal level {@link Experiment#LEVEL}, by different methods, the recommended
 *     one first; always as many and in the same order for one trial; may be empty
 */
public record Outcome(double estimate, List<Interval> intervals) {}
