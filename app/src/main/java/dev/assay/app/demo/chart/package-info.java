/** Line charts as SVG text: enough for the demo's report, with nothing to load. */
@NullMarked
package dev.assay.app.demo.chart;

import org.jspecify.annotations.NullMarked;
