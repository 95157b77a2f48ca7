/**
 * Variances of weighted totals: exact, from joint probabilities, by approximation, by replication.
 */
@NullMarked
package dev.assay.sampling.estimate.variance;

import org.jspecify.annotations.NullMarked;
