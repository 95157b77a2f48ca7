/** Strata building: partitions of a population by scores, attributes, classes and clusters. */
@NullMarked
package dev.assay.sampling.design.strata;

import org.jspecify.annotations.NullMarked;
