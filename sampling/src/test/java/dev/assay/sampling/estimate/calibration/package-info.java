@NullMarked
package dev.assay.sampling.estimate.calibration;

import org.jspecify.annotations.NullMarked;
