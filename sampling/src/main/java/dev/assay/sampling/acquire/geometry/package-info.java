/** Strategies that look at where candidates and labelled items lie: by their embeddings. */
@NullMarked
package dev.assay.sampling.acquire.geometry;

import org.jspecify.annotations.NullMarked;
