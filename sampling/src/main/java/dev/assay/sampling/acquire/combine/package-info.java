/**
 * Strategies made of others: sums and products of them, and batches without near-duplicates. What
 * they are made of is not theirs to know.
 */
@NullMarked
package dev.assay.sampling.acquire.combine;

import org.jspecify.annotations.NullMarked;
