/**
 * Strategies that look at what a model says of one candidate at a time. A new one extends {@link
 * dev.assay.sampling.acquire.score.ProbabilityStrategy}.
 */
@NullMarked
package dev.assay.sampling.acquire.score;

import org.jspecify.annotations.NullMarked;
