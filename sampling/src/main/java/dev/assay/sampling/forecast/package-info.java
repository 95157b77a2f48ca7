/** What is to come, from what was counted in equal bins of time. */
@NullMarked
package dev.assay.sampling.forecast;

import org.jspecify.annotations.NullMarked;
