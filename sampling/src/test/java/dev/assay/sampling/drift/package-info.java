@NullMarked
package dev.assay.sampling.drift;

import org.jspecify.annotations.NullMarked;
