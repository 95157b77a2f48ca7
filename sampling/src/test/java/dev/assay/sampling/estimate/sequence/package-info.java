@NullMarked
package dev.assay.sampling.estimate.sequence;

import org.jspecify.annotations.NullMarked;
