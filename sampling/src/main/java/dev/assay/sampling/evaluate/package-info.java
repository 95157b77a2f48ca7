/**
 * Rounds of an evaluation: how items are drawn to measure a model with, by name, how rounds weigh,
 * and how sure the measure will be before a label is bought.
 */
@NullMarked
package dev.assay.sampling.evaluate;

import org.jspecify.annotations.NullMarked;
