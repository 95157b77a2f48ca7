@NullMarked
package dev.assay.sampling.quality;

import org.jspecify.annotations.NullMarked;
