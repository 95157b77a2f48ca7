/** Pools whose error rate is to be estimated, and the designs and estimators that estimate it. */
@NullMarked
package dev.assay.bench.error;

import org.jspecify.annotations.NullMarked;
