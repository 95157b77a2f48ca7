/** Results for people and programs: tables, lines of JSON, and pages that measurements write. */
@NullMarked
package dev.assay.report;

import org.jspecify.annotations.NullMarked;
