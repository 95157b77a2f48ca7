/** Measures verdicts: against other projects' numbers, on real crowds, and their speed. */
@NullMarked
package dev.assay.bench.verdict;

import org.jspecify.annotations.NullMarked;
