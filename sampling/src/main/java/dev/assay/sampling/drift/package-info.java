/** Tells whether a model errs more than before, and whether new items are unlike the old. */
@NullMarked
package dev.assay.sampling.drift;

import org.jspecify.annotations.NullMarked;
