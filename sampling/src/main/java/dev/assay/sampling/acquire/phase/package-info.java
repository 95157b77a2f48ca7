/**
 * Strategies that learn from the labels a model of their own: the one that herds first, and then
 * draws for the model's boundary and for the estimate, and the one that asks what each label would
 * teach.
 */
@NullMarked
package dev.assay.sampling.acquire.phase;

import org.jspecify.annotations.NullMarked;
