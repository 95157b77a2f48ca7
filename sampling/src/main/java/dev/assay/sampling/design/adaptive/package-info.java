/**
 * Designs that learn: they propose draws, are told the labels, and propose again, with
 * probabilities that depend on the past only, so that estimates stay unbiased.
 */
@NullMarked
package dev.assay.sampling.design.adaptive;

import org.jspecify.annotations.NullMarked;
