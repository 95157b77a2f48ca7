@NullMarked
package dev.assay.sampling.estimate.metric;

import org.jspecify.annotations.NullMarked;
