/** Pages as HTML text, with nothing to load and nothing to run. */
@NullMarked
package dev.assay.report.page;

import org.jspecify.annotations.NullMarked;
