@NullMarked
package dev.assay.sampling.estimate;

import org.jspecify.annotations.NullMarked;
