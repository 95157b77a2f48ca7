@NullMarked
package dev.assay.sampling.estimate.mean;

import org.jspecify.annotations.NullMarked;
