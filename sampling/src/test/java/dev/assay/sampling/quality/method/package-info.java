@NullMarked
package dev.assay.sampling.quality.method;

import org.jspecify.annotations.NullMarked;
