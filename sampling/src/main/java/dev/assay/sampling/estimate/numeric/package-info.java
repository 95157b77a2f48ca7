/** Distribution functions and root finding that the intervals are made of. */
@NullMarked
package dev.assay.sampling.estimate.numeric;

import org.jspecify.annotations.NullMarked;
