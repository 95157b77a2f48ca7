@NullMarked
package dev.assay.sampling.forecast;

import org.jspecify.annotations.NullMarked;
