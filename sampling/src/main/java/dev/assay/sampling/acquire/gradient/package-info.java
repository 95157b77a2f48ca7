/** Strategies that look at the gradients which the candidates' labels would give. */
@NullMarked
package dev.assay.sampling.acquire.gradient;

import org.jspecify.annotations.NullMarked;
