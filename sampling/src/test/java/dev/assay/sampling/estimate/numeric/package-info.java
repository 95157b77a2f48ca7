@NullMarked
package dev.assay.sampling.estimate.numeric;

import org.jspecify.annotations.NullMarked;
