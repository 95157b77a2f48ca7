@NullMarked
package dev.assay.sampling.stop;

import org.jspecify.annotations.NullMarked;
