/**
 * Sampling designs: from sizes and a budget to inclusion probabilities and a drawn {@link
 * dev.assay.sampling.design.Sample}.
 */
@NullMarked
package dev.assay.sampling.design;

import org.jspecify.annotations.NullMarked;
