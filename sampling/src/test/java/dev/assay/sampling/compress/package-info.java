@NullMarked
package dev.assay.sampling.compress;

import org.jspecify.annotations.NullMarked;
