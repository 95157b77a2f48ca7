/**
 * Estimators of finite-pool quantities from labels bought with known inclusion probabilities, their
 * variances and their intervals.
 *
 * <p>Everything here is a pure function over primitive arrays: no input or output, no clock, no
 * randomness that is not seeded by the caller. Sums run in index order, so that results are equal
 * on every machine.
 */
@NullMarked
package dev.assay.sampling.estimate;

import org.jspecify.annotations.NullMarked;
