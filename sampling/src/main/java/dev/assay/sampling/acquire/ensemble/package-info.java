/**
 * Strategies that look at where the members of an ensemble disagree. A new one that looks at one
 * candidate at a time extends {@link dev.assay.sampling.acquire.ensemble.EnsembleStrategy}.
 */
@NullMarked
package dev.assay.sampling.acquire.ensemble;

import org.jspecify.annotations.NullMarked;
