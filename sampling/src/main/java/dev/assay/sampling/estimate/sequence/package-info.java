/**
 * Anytime-valid inference: intervals that hold at every moment of a growing sample at once, so that
 * one may look, and stop, whenever one likes.
 */
@NullMarked
package dev.assay.sampling.estimate.sequence;

import org.jspecify.annotations.NullMarked;
