@NullMarked
package dev.assay.sampling.estimate.variance;

import org.jspecify.annotations.NullMarked;
