/**
 * Strategies that are others, seen otherwise: by what a label costs, by scores that were
 * calibrated.
 */
@NullMarked
package dev.assay.sampling.acquire.adjust;

import org.jspecify.annotations.NullMarked;
