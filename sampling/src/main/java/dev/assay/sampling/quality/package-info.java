/**
 * What the votes on items say: the verdict on each item with its probability, and how far each
 * annotator can be trusted.
 */
@NullMarked
package dev.assay.sampling.quality;

import org.jspecify.annotations.NullMarked;
