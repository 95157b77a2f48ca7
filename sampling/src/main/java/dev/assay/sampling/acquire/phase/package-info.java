/** The strategy that herds first, and then draws for the model's boundary and for the estimate. */
@NullMarked
package dev.assay.sampling.acquire.phase;

import org.jspecify.annotations.NullMarked;
