/** The classifiers that are measured, and the scores that are made of them. */
@NullMarked
package dev.assay.bench.model;

import org.jspecify.annotations.NullMarked;
