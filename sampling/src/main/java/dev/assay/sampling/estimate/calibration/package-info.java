/** How far a model's probabilities are from the shares that they promise. */
@NullMarked
package dev.assay.sampling.estimate.calibration;

import org.jspecify.annotations.NullMarked;
