/**
 * Repeats designs and estimators over splits and draws, and measures error, bias and coverage,\n *
 * whatever is estimated.
 */
@NullMarked
package dev.assay.bench.trial;

import org.jspecify.annotations.NullMarked;
