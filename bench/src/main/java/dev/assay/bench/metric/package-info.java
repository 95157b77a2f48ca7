/**
 * Pools of which a metric that is a function of several totals is to be estimated, and the designs
 * and estimators that estimate it.
 */
@NullMarked
package dev.assay.bench.metric;

import org.jspecify.annotations.NullMarked;
