@NullMarked
package dev.assay.sampling.quality.agreement;

import org.jspecify.annotations.NullMarked;
