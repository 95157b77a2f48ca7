@NullMarked
package dev.assay.sampling.design.strata;

import org.jspecify.annotations.NullMarked;
