/** Charts as SVG text, with nothing to load. */
@NullMarked
package dev.assay.report.plot;

import org.jspecify.annotations.NullMarked;
