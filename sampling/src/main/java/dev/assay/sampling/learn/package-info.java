/** Models that strategies and measurements train for themselves. */
@NullMarked
package dev.assay.sampling.learn;

import org.jspecify.annotations.NullMarked;
