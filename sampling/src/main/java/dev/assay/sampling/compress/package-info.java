/**
 * Compression of a training set: which of the labelled rows to keep so that a model trained on them
 * comes near to one trained on all.
 */
@NullMarked
package dev.assay.sampling.compress;

import org.jspecify.annotations.NullMarked;
