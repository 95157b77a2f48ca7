/** The methods that make verdicts of votes, each from its paper. */
@NullMarked
package dev.assay.sampling.quality.method;

import org.jspecify.annotations.NullMarked;
