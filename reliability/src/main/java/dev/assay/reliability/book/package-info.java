/** What a journal of a budget must be, whoever wrote it: checked from what callers can read. */
@NullMarked
package dev.assay.reliability.book;

import org.jspecify.annotations.NullMarked;
