/** Tables, plots and pages of results, with the published figures and the goals beside them. */
@NullMarked
package dev.assay.bench.report;

import org.jspecify.annotations.NullMarked;
