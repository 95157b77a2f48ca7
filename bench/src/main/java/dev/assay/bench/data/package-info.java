/**
 * The data sets of the measurements, read from the jar or from a folder, and how they are split.
 */
@NullMarked
package dev.assay.bench.data;

import org.jspecify.annotations.NullMarked;
